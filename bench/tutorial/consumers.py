"""The tutorial's asynchronous chat consumer (part 3), and the smallest stock echo."""

import json

from channels.generic.websocket import AsyncWebsocketConsumer

from tutorial.models import Message


class ChatConsumer(AsyncWebsocketConsumer):
    """Relays each message to everybody in the room, the sender included."""

    async def connect(self):
        self.room_name = self.scope["url_route"]["kwargs"]["room_name"]
        self.room_group_name = f"chat_{self.room_name}"
        await self.channel_layer.group_add(self.room_group_name, self.channel_name)
        await self.accept()

    async def disconnect(self, close_code):
        await self.channel_layer.group_discard(self.room_group_name, self.channel_name)

    async def receive(self, text_data):
        message = json.loads(text_data)["message"]
        await self.channel_layer.group_send(
            self.room_group_name, {"type": "chat.message", "message": message}
        )

    async def chat_message(self, event):
        await self.send(text_data=json.dumps({"message": event["message"]}))


class SavedChatConsumer(ChatConsumer):
    """The same, with each message saved first, so that whoever hears it knows that it is kept."""

    async def receive(self, text_data):
        message = json.loads(text_data)["message"]
        await Message.objects.acreate(room=self.room_name, body=message)
        await self.channel_layer.group_send(
            self.room_group_name, {"type": "chat.message", "message": message}
        )


class EchoConsumer(AsyncWebsocketConsumer):
    """Sends each text back as it came."""

    async def receive(self, text_data):
        await self.send(text_data=text_data)

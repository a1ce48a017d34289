/**
 * Emoji by group, a line each: the sign, `*` where it comes in tones of skin, and its names, the shortest first.
 *
 * Every name is one that the server turns into the same sign (Python's `emoji` 2.16, language "alias");
 * groups and order are Unicode's (emoji-test.txt), up to version 15.1, which devices have by now.
 */

export const GROUPS = Object.freeze([
  ["smileys", `😀 grinning grinning_face
😃 smiley grinning_face_with_big_eyes
😄 smile grinning_face_with_smiling_eyes
😁 grin beaming_face_with_smiling_eyes
😆 laughing satisfied grinning_squinting_face
😅 sweat_smile grinning_face_with_sweat
🤣 rofl rolling_on_the_floor_laughing
😂 joy face_with_tears_of_joy
🙂 slightly_smiling_face
🙃 upside-down_face upside_down_face
🫠 melting_face
😉 wink winking_face
😊 blush smiling_face_with_smiling_eyes
😇 innocent smiling_face_with_halo
🥰 smiling_face_with_hearts smiling_face_with_three_hearts
😍 heart_eyes smiling_face_with_heart-eyes smiling_face_with_heart_eyes
🤩 star-struck star_struck
😘 kissing_heart face_blowing_a_kiss
😗 kissing kissing_face
☺️ relaxed smiling_face
😚 kissing_closed_eyes kissing_face_with_closed_eyes
😙 kissing_smiling_eyes kissing_face_with_smiling_eyes
🥲 smiling_face_with_tear
😋 yum face_savoring_food
😛 face_with_tongue stuck_out_tongue
😜 winking_face_with_tongue stuck_out_tongue_winking_eye
🤪 zany_face
😝 squinting_face_with_tongue stuck_out_tongue_closed_eyes
🤑 money-mouth_face money_mouth_face
🤗 hugs hugging_face smiling_face_with_open_hands
🤭 hand_over_mouth face_with_hand_over_mouth
🫢 face_with_open_eyes_and_hand_over_mouth
🫣 face_with_peeking_eye
🤫 shushing_face
🤔 thinking thinking_face
🫡 saluting_face
🤐 zipper-mouth_face zipper_mouth_face
🤨 raised_eyebrow face_with_raised_eyebrow
😐 neutral_face
😑 expressionless expressionless_face
😶 no_mouth face_without_mouth
🫥 dotted_line_face
😶‍🌫️ face_in_clouds
😏 smirk smirking_face
😒 unamused unamused_face
🙄 roll_eyes face_with_rolling_eyes
😬 grimacing grimacing_face
😮‍💨 face_exhaling
🤥 lying_face
🫨 shaking_face
🙂‍↔️ head_shaking_horizontally
🙂‍↕️ head_shaking_vertically
😌 relieved relieved_face
😔 pensive pensive_face
😪 sleepy sleepy_face
🤤 drooling_face
😴 sleeping sleeping_face
😷 mask face_with_medical_mask
🤒 face_with_thermometer
🤕 face_with_head-bandage face_with_head_bandage
🤢 nauseated_face
🤮 face_vomiting vomiting_face
🤧 sneezing_face
🥵 hot_face
🥶 cold_face
🥴 woozy_face
😵 dizzy_face knocked_out_face face_with_crossed-out_eyes face_with_crossed_out_eyes
😵‍💫 face_with_spiral_eyes
🤯 exploding_head
🤠 cowboy_hat_face
🥳 partying_face
🥸 disguised_face
😎 sunglasses smiling_face_with_sunglasses
🤓 nerd_face
🧐 monocle_face face_with_monocle
😕 confused confused_face
🫤 face_with_diagonal_mouth
😟 worried worried_face
🙁 slightly_frowning_face
☹️ frowning_face white_frowning_face
😮 open_mouth face_with_open_mouth
😯 hushed hushed_face
😲 astonished astonished_face
😳 flushed flushed_face
🥺 pleading_face
🥹 face_holding_back_tears
😦 frowning frowning_face_with_open_mouth
😧 anguished anguished_face
😨 fearful fearful_face
😰 cold_sweat anxious_face_with_sweat
😥 sad_but_relieved_face disappointed_relieved
😢 cry crying_face
😭 sob loudly_crying_face
😱 scream face_screaming_in_fear
😖 confounded confounded_face
😣 persevere persevering_face
😞 disappointed disappointed_face
😓 sweat downcast_face_with_sweat
😩 weary weary_face
😫 tired_face
🥱 yawning_face
😤 triumph face_with_steam_from_nose
😡 pout rage enraged_face
😠 angry angry_face
🤬 cursing_face face_with_symbols_on_mouth
😈 smiling_imp smiling_face_with_horns
👿 imp angry_face_with_horns
💀 skull
☠️ skull_and_crossbones
💩 shit poop hankey pile_of_poo
🤡 clown_face
👹 ogre japanese_ogre
👺 goblin japanese_goblin
👻 ghost
👽 alien
👾 alien_monster space_invader
🤖 robot robot_face
😺 smiley_cat grinning_cat
😸 smile_cat grinning_cat_with_smiling_eyes
😹 joy_cat cat_with_tears_of_joy
😻 heart_eyes_cat smiling_cat_with_heart-eyes smiling_cat_with_heart_eyes
😼 smirk_cat cat_with_wry_smile
😽 kissing_cat
🙀 weary_cat scream_cat
😿 crying_cat crying_cat_face
😾 pouting_cat
🙈 see_no_evil see-no-evil_monkey see_no_evil_monkey
🙉 hear_no_evil hear-no-evil_monkey hear_no_evil_monkey
🙊 speak_no_evil speak-no-evil_monkey speak_no_evil_monkey
💌 love_letter
💘 cupid heart_with_arrow
💝 gift_heart heart_with_ribbon
💖 sparkling_heart
💗 heartpulse growing_heart
💓 heartbeat beating_heart
💞 revolving_hearts
💕 two_hearts
💟 heart_decoration
❣️ heart_exclamation heavy_heart_exclamation heavy_heart_exclamation_mark_ornament
💔 broken_heart
❤️‍🔥 heart_on_fire
❤️‍🩹 mending_heart
❤️ heart red_heart
🩷 pink_heart
🧡 orange_heart
💛 yellow_heart
💚 green_heart
💙 blue_heart
🩵 light_blue_heart
💜 purple_heart
🤎 brown_heart
🖤 black_heart
🩶 grey_heart
🤍 white_heart
💋 kiss kiss_mark
💯 100 hundred_points
💢 anger anger_symbol
💥 boom collision
💫 dizzy
💦 sweat_drops sweat_droplets
💨 dash dashing_away
🕳️ hole
💬 speech_balloon
👁️‍🗨️ eye_speech_bubble eye_in_speech_bubble
🗨️ left_speech_bubble
🗯️ right_anger_bubble
💭 thought_balloon
💤 zzz`],
  ["people", `👋* wave waving_hand
🤚* raised_back_of_hand
🖐️* hand_with_fingers_splayed raised_hand_with_fingers_splayed
✋* hand raised_hand
🖖* vulcan_salute raised_hand_with_part_between_middle_and_ring_fingers
🫱* rightwards_hand
🫲* leftwards_hand
🫳* palm_down_hand
🫴* palm_up_hand
🫷* leftwards_pushing_hand
🫸* rightwards_pushing_hand
👌* ok_hand
🤌* pinched_fingers
🤏* pinching_hand
✌️* v victory_hand
🤞* crossed_fingers
🫰* hand_with_index_finger_and_thumb_crossed
🤟* love-you_gesture love_you_gesture
🤘* metal sign_of_the_horns
🤙* call_me_hand
👈* point_left backhand_index_pointing_left
👉* point_right backhand_index_pointing_right
👆* point_up_2 backhand_index_pointing_up
🖕* fu middle_finger reversed_hand_with_middle_finger_extended
👇* point_down backhand_index_pointing_down
☝️* point_up index_pointing_up
🫵* index_pointing_at_the_viewer
👍* +1 thumbsup thumbs_up
👎* -1 _1 thumbsdown thumbs_down
✊* fist raised_fist fist_raised
👊* punch facepunch oncoming_fist fist_oncoming
🤛* fist_left left-facing_fist left_facing_fist
🤜* fist_right right-facing_fist right_facing_fist
👏* clap clapping_hands
🙌* raised_hands raising_hands
🫶* heart_hands
👐* open_hands
🤲* palms_up_together
🤝* handshake
🙏* pray folded_hands
✍️* writing_hand
💅* nail_care nail_polish
🤳* selfie
💪* muscle flexed_biceps
🦾 mechanical_arm
🦿 mechanical_leg
🦵* leg
🦶* foot
👂* ear
🦻* ear_with_hearing_aid
👃* nose
🧠 brain
🫀 anatomical_heart
🫁 lungs
🦷 tooth
🦴 bone
👀 eyes
👁️ eye
👅 tongue
👄 lips mouth
🫦 biting_lip
👶* baby
🧒* child
👦* boy
👧* girl
🧑* adult person
👱* person_blond_hair blond_haired_person person_with_blond_hair
👨* man
🧔* person_beard bearded_person
🧔‍♂️* man_beard
🧔‍♀️* woman_beard
👨‍🦰* man_red_hair red_haired_man
👨‍🦱* man_curly_hair curly_haired_man
👨‍🦳* man_white_hair white_haired_man
👨‍🦲* man_bald bald_man
👩* woman
👩‍🦰* woman_red_hair red_haired_woman
🧑‍🦰* person_red_hair
👩‍🦱* woman_curly_hair curly_haired_woman
🧑‍🦱* person_curly_hair
👩‍🦳* woman_white_hair white_haired_woman
🧑‍🦳* person_white_hair
👩‍🦲* woman_bald bald_woman
🧑‍🦲* person_bald
👱‍♀️* blonde_woman woman_blond_hair blond_haired_woman
👱‍♂️* man_blond_hair blond_haired_man
🧓* older_adult older_person
👴* old_man older_man
👵* old_woman older_woman
🙍* person_frowning frowning_person
🙍‍♂️* man_frowning frowning_man
🙍‍♀️* woman_frowning frowning_woman
🙎* pouting_face person_pouting person_with_pouting_face
🙎‍♂️* man_pouting pouting_man
🙎‍♀️* woman_pouting pouting_woman
🙅* no_good person_gesturing_no
🙅‍♂️* ng_man no_good_man man_gesturing_no
🙅‍♀️* ng_woman no_good_woman woman_gesturing_no
🙆* ok_person person_gesturing_ok
🙆‍♂️* ok_man man_gesturing_ok
🙆‍♀️* ok_woman woman_gesturing_ok
💁* person_tipping_hand tipping_hand_person information_desk_person
💁‍♂️* sassy_man man_tipping_hand tipping_hand_man
💁‍♀️* sassy_woman woman_tipping_hand tipping_hand_woman
🙋* raising_hand person_raising_hand
🙋‍♂️* man_raising_hand raising_hand_man
🙋‍♀️* woman_raising_hand raising_hand_woman
🧏* deaf_person
🧏‍♂️* deaf_man
🧏‍♀️* deaf_woman
🙇* bow person_bowing
🙇‍♂️* man_bowing bowing_man
🙇‍♀️* woman_bowing bowing_woman
🤦* facepalm person_facepalming
🤦‍♂️* man_facepalming
🤦‍♀️* woman_facepalming
🤷* shrug person_shrugging
🤷‍♂️* man_shrugging
🤷‍♀️* woman_shrugging
🧑‍⚕️* health_worker
👨‍⚕️* man_health_worker
👩‍⚕️* woman_health_worker
🧑‍🎓* student
👨‍🎓* man_student
👩‍🎓* woman_student
🧑‍🏫* teacher
👨‍🏫* man_teacher
👩‍🏫* woman_teacher
🧑‍⚖️* judge
👨‍⚖️* man_judge
👩‍⚖️* woman_judge
🧑‍🌾* farmer
👨‍🌾* man_farmer
👩‍🌾* woman_farmer
🧑‍🍳* cook
👨‍🍳* man_cook
👩‍🍳* woman_cook
🧑‍🔧* mechanic
👨‍🔧* man_mechanic
👩‍🔧* woman_mechanic
🧑‍🏭* factory_worker
👨‍🏭* man_factory_worker
👩‍🏭* woman_factory_worker
🧑‍💼* office_worker
👨‍💼* man_office_worker
👩‍💼* woman_office_worker
🧑‍🔬* scientist
👨‍🔬* man_scientist
👩‍🔬* woman_scientist
🧑‍💻* technologist
👨‍💻* man_technologist
👩‍💻* woman_technologist
🧑‍🎤* singer
👨‍🎤* man_singer
👩‍🎤* woman_singer
🧑‍🎨* artist
👨‍🎨* man_artist
👩‍🎨* woman_artist
🧑‍✈️* pilot
👨‍✈️* man_pilot
👩‍✈️* woman_pilot
🧑‍🚀* astronaut
👨‍🚀* man_astronaut
👩‍🚀* woman_astronaut
🧑‍🚒* firefighter
👨‍🚒* man_firefighter
👩‍🚒* woman_firefighter
👮* cop police_officer
👮‍♂️* policeman man_police_officer
👮‍♀️* policewoman woman_police_officer
🕵️* detective sleuth_or_spy
🕵️‍♂️* man_detective male_detective
🕵️‍♀️* woman_detective female_detective
💂* guard
💂‍♂️* man_guard guardsman
💂‍♀️* woman_guard guardswoman
🥷* ninja
👷* construction_worker
👷‍♂️* man_construction_worker construction_worker_man
👷‍♀️* woman_construction_worker construction_worker_woman
🫅* person_with_crown
🤴* prince
👸* princess
👳* person_with_turban person_wearing_turban
👳‍♂️* man_with_turban man_wearing_turban
👳‍♀️* woman_with_turban woman_wearing_turban
👲* man_with_gua_pi_mao person_with_skullcap
🧕* woman_with_headscarf
🤵* person_in_tuxedo
🤵‍♂️* man_in_tuxedo
🤵‍♀️* woman_in_tuxedo
👰* person_with_veil
👰‍♂️* man_with_veil
👰‍♀️* woman_with_veil bride_with_veil
🤰* pregnant_woman
🫃* pregnant_man
🫄* pregnant_person
🤱* breast-feeding breast_feeding
👩‍🍼* woman_feeding_baby
👨‍🍼* man_feeding_baby
🧑‍🍼* person_feeding_baby
👼* angel baby_angel
🎅* santa santa_claus
🤶* mrs_claus
🧑‍🎄* mx_claus
🦸* superhero
🦸‍♂️* man_superhero superhero_man
🦸‍♀️* woman_superhero superhero_woman
🦹* supervillain
🦹‍♂️* man_supervillain supervillain_man
🦹‍♀️* woman_supervillain supervillain_woman
🧙* mage
🧙‍♂️* man_mage mage_man
🧙‍♀️* woman_mage mage_woman
🧚* fairy
🧚‍♂️* man_fairy fairy_man
🧚‍♀️* woman_fairy fairy_woman
🧛* vampire
🧛‍♂️* man_vampire vampire_man
🧛‍♀️* woman_vampire vampire_woman
🧜* merperson
🧜‍♂️* merman
🧜‍♀️* mermaid
🧝* elf
🧝‍♂️* man_elf elf_man
🧝‍♀️* woman_elf elf_woman
🧞 genie
🧞‍♂️ man_genie genie_man
🧞‍♀️ woman_genie genie_woman
🧟 zombie
🧟‍♂️ man_zombie zombie_man
🧟‍♀️ woman_zombie zombie_woman
🧌 troll
💆* massage person_getting_massage
💆‍♂️* massage_man man_getting_massage
💆‍♀️* massage_woman woman_getting_massage
💇* haircut person_getting_haircut
💇‍♂️* haircut_man man_getting_haircut
💇‍♀️* haircut_woman woman_getting_haircut
🚶* walking person_walking
🚶‍♂️* man_walking walking_man
🚶‍♀️* woman_walking walking_woman
🚶‍➡️* person_walking_facing_right
🚶‍♀️‍➡️* woman_walking_facing_right
🚶‍♂️‍➡️* man_walking_facing_right
🧍* person_standing standing_person
🧍‍♂️* man_standing standing_man
🧍‍♀️* woman_standing standing_woman
🧎* person_kneeling kneeling_person
🧎‍♂️* man_kneeling kneeling_man
🧎‍♀️* woman_kneeling kneeling_woman
🧎‍➡️* person_kneeling_facing_right
🧎‍♀️‍➡️* woman_kneeling_facing_right
🧎‍♂️‍➡️* man_kneeling_facing_right
🧑‍🦯* person_with_white_cane person_with_probing_cane
🧑‍🦯‍➡️* person_with_white_cane_facing_right
👨‍🦯* man_with_white_cane man_with_probing_cane
👨‍🦯‍➡️* man_with_white_cane_facing_right
👩‍🦯* woman_with_white_cane woman_with_probing_cane
👩‍🦯‍➡️* woman_with_white_cane_facing_right
🧑‍🦼* person_in_motorized_wheelchair
🧑‍🦼‍➡️* person_in_motorized_wheelchair_facing_right
👨‍🦼* man_in_motorized_wheelchair
👨‍🦼‍➡️* man_in_motorized_wheelchair_facing_right
👩‍🦼* woman_in_motorized_wheelchair
👩‍🦼‍➡️* woman_in_motorized_wheelchair_facing_right
🧑‍🦽* person_in_manual_wheelchair
🧑‍🦽‍➡️* person_in_manual_wheelchair_facing_right
👨‍🦽* man_in_manual_wheelchair
👨‍🦽‍➡️* man_in_manual_wheelchair_facing_right
👩‍🦽* woman_in_manual_wheelchair
👩‍🦽‍➡️* woman_in_manual_wheelchair_facing_right
🏃* runner running person_running
🏃‍♂️* man_running running_man
🏃‍♀️* woman_running running_woman
🏃‍➡️* person_running_facing_right
🏃‍♀️‍➡️* woman_running_facing_right
🏃‍♂️‍➡️* man_running_facing_right
💃* dancer woman_dancing
🕺* man_dancing
🕴️* business_suit_levitating person_in_suit_levitating man_in_business_suit_levitating
👯* dancers people_with_bunny_ears
👯‍♂️* dancing_men men_with_bunny_ears
👯‍♀️* dancing_women women_with_bunny_ears
🧖* sauna_person person_in_steamy_room
🧖‍♂️* sauna_man man_in_steamy_room
🧖‍♀️* sauna_woman woman_in_steamy_room
🧗* climbing person_climbing
🧗‍♂️* man_climbing climbing_man
🧗‍♀️* woman_climbing climbing_woman
🤺 person_fencing
🏇* horse_racing
⛷️ skier
🏂* snowboarder
🏌️* golfer golfing person_golfing
🏌️‍♂️* man_golfing golfing_man
🏌️‍♀️* woman_golfing golfing_woman
🏄* surfer person_surfing
🏄‍♂️* man_surfing surfing_man
🏄‍♀️* woman_surfing surfing_woman
🚣* rowboat person_rowing_boat
🚣‍♂️* rowing_man man_rowing_boat
🚣‍♀️* rowing_woman woman_rowing_boat
🏊* swimmer person_swimming
🏊‍♂️* man_swimming swimming_man
🏊‍♀️* woman_swimming swimming_woman
⛹️* person_with_ball person_bouncing_ball bouncing_ball_person
⛹️‍♂️* basketball_man man_bouncing_ball bouncing_ball_man
⛹️‍♀️* basketball_woman woman_bouncing_ball bouncing_ball_woman
🏋️* weight_lifter weight_lifting person_lifting_weights
🏋️‍♂️* weight_lifting_man man_lifting_weights
🏋️‍♀️* weight_lifting_woman woman_lifting_weights
🚴* bicyclist person_biking
🚴‍♂️* man_biking biking_man
🚴‍♀️* woman_biking biking_woman
🚵* mountain_bicyclist person_mountain_biking
🚵‍♂️* man_mountain_biking mountain_biking_man
🚵‍♀️* woman_mountain_biking mountain_biking_woman
🤸* cartwheeling person_cartwheeling
🤸‍♂️* man_cartwheeling
🤸‍♀️* woman_cartwheeling
🤼* wrestling people_wrestling
🤼‍♂️* men_wrestling
🤼‍♀️* women_wrestling
🤽* water_polo person_playing_water_polo
🤽‍♂️* man_playing_water_polo
🤽‍♀️* woman_playing_water_polo
🤾* handball_person person_playing_handball
🤾‍♂️* man_playing_handball
🤾‍♀️* woman_playing_handball
🤹* person_juggling juggling_person
🤹‍♂️* man_juggling
🤹‍♀️* woman_juggling
🧘* lotus_position person_in_lotus_position
🧘‍♂️* lotus_position_man man_in_lotus_position
🧘‍♀️* lotus_position_woman woman_in_lotus_position
🛀* bath person_taking_bath
🛌* sleeping_bed person_in_bed sleeping_accommodation
🧑‍🤝‍🧑 people_holding_hands
👭* women_holding_hands two_women_holding_hands
👫* couple woman_and_man_holding_hands
👬* men_holding_hands two_men_holding_hands
💏* couplekiss
👩‍❤️‍💋‍👨 kiss_woman_man couplekiss_man_woman
👨‍❤️‍💋‍👨 kiss_man_man couplekiss_man_man
👩‍❤️‍💋‍👩 kiss_woman_woman couplekiss_woman_woman
💑* couple_with_heart
👩‍❤️‍👨 couple_with_heart_woman_man
👨‍❤️‍👨 couple_with_heart_man_man
👩‍❤️‍👩 couple_with_heart_woman_woman
👨‍👩‍👦 family_man_woman_boy
👨‍👩‍👧 family_man_woman_girl
👨‍👩‍👧‍👦 family_man_woman_girl_boy
👨‍👩‍👦‍👦 family_man_woman_boy_boy
👨‍👩‍👧‍👧 family_man_woman_girl_girl
👨‍👨‍👦 family_man_man_boy
👨‍👨‍👧 family_man_man_girl
👨‍👨‍👧‍👦 family_man_man_girl_boy
👨‍👨‍👦‍👦 family_man_man_boy_boy
👨‍👨‍👧‍👧 family_man_man_girl_girl
👩‍👩‍👦 family_woman_woman_boy
👩‍👩‍👧 family_woman_woman_girl
👩‍👩‍👧‍👦 family_woman_woman_girl_boy
👩‍👩‍👦‍👦 family_woman_woman_boy_boy
👩‍👩‍👧‍👧 family_woman_woman_girl_girl
👨‍👦 family_man_boy
👨‍👦‍👦 family_man_boy_boy
👨‍👧 family_man_girl
👨‍👧‍👦 family_man_girl_boy
👨‍👧‍👧 family_man_girl_girl
👩‍👦 family_woman_boy
👩‍👦‍👦 family_woman_boy_boy
👩‍👧 family_woman_girl
👩‍👧‍👦 family_woman_girl_boy
👩‍👧‍👧 family_woman_girl_girl
🗣️ speaking_head speaking_head_in_silhouette
👤 bust_in_silhouette
👥 busts_in_silhouette
🫂 people_hugging
👪 family
🧑‍🧑‍🧒 family_adult_adult_child
🧑‍🧑‍🧒‍🧒 family_adult_adult_child_child
🧑‍🧒 family_adult_child
🧑‍🧒‍🧒 family_adult_child_child
👣 footprints`],
  ["nature", `🐵 monkey_face
🐒 monkey
🦍 gorilla harambe
🦧 orangutan
🐶 dog dog_face
🐕 dog2
🦮 guide_dog
🐕‍🦺 service_dog
🐩 poodle
🐺 wolf
🦊 fox fox_face
🦝 raccoon
🐱 cat cat_face
🐈 cat2
🐈‍⬛ black_cat
🦁 lion lion_face
🐯 tiger tiger_face
🐅 tiger2
🐆 leopard
🐴 horse horse_face
🫎 moose
🫏 donkey
🐎 racehorse
🦄 unicorn unicorn_face
🦓 zebra
🦌 deer
🦬 bison
🐮 cow cow_face
🐂 ox
🐃 water_buffalo
🐄 cow2
🐷 pig pig_face
🐖 pig2
🐗 boar
🐽 pig_nose
🐏 ram
🐑 ewe sheep
🐐 goat
🐪 dromedary_camel
🐫 camel two-hump_camel two_hump_camel
🦙 llama
🦒 giraffe
🐘 elephant
🦣 mammoth
🦏 rhinoceros
🦛 hippopotamus
🐭 mouse mouse_face
🐁 mouse2
🐀 rat
🐹 hamster
🐰 rabbit rabbit_face
🐇 rabbit2
🐿️ chipmunk
🦫 beaver
🦔 hedgehog
🦇 bat
🐻 bear
🐻‍❄️ polar_bear
🐨 koala
🐼 panda panda_face
🦥 sloth
🦦 otter
🦨 skunk
🦘 kangaroo
🦡 badger
🐾 feet paw_prints
🦃 turkey
🐔 chicken
🐓 rooster
🐣 hatching_chick
🐤 baby_chick
🐥 hatched_chick front-facing_baby_chick front_facing_baby_chick
🐦 bird
🐧 penguin
🕊️ dove dove_of_peace
🦅 eagle
🦆 duck
🦢 swan
🦉 owl
🦤 dodo
🪶 feather
🦩 flamingo
🦚 peacock
🦜 parrot
🪽 wing
🐦‍⬛ rook crow raven black_bird
🪿 goose
🐦‍🔥 phoenix
🐸 frog
🐊 crocodile
🐢 turtle
🦎 lizard
🐍 snake
🐲 dragon_face
🐉 dragon
🦕 sauropod
🦖 t_rex t-rex
🐳 whale spouting_whale
🐋 whale2
🐬 dolphin flipper
🦭 seal
🐟 fish
🐠 tropical_fish
🐡 blowfish
🦈 shark
🐙 octopus
🐚 shell spiral_shell
🪸 coral
🪼 jellyfish
🦀 crab
🦞 lobster
🦐 shrimp
🦑 squid
🦪 oyster
🐌 snail
🦋 butterfly
🐛 bug
🐜 ant
🐝 bee honeybee
🐞 beetle lady_beetle
🦗 cricket
🪳 cockroach
🕷️ spider
🕸️ spider_web
🦂 scorpion
🦟 mosquito
🪰 fly
🪱 worm
🦠 microbe
💐 bouquet
🌸 cherry_blossom
💮 white_flower
🪷 lotus
🏵️ rosette
🌹 rose
🥀 wilted_flower
🌺 hibiscus
🌻 sunflower
🌼 blossom
🌷 tulip
🪻 hyacinth
🌱 seedling
🪴 potted_plant
🌲 evergreen_tree
🌳 deciduous_tree
🌴 palm_tree
🌵 cactus
🌾 ear_of_rice sheaf_of_rice
🌿 herb
☘️ shamrock
🍀 four_leaf_clover
🍁 maple_leaf
🍂 fallen_leaf
🍃 leaves leaf_fluttering_in_wind
🪹 empty_nest
🪺 nest_with_eggs
🍄 mushroom`],
  ["food", `🍇 grapes
🍈 melon
🍉 watermelon
🍊 orange mandarin tangerine
🍋 lemon
🍋‍🟩 lime
🍌 banana
🍍 pineapple
🥭 mango
🍎 apple red_apple
🍏 green_apple
🍐 pear
🍑 peach
🍒 cherries
🍓 strawberry
🫐 blueberries
🥝 kiwi_fruit
🍅 tomato
🫒 olive
🥥 coconut
🥑 avocado
🍆 eggplant
🥔 potato
🥕 carrot
🌽 corn ear_of_corn
🌶️ hot_pepper
🫑 bell_pepper
🥒 cucumber
🥬 leafy_green
🥦 broccoli
🧄 garlic
🧅 onion
🥜 peanuts
🫘 beans
🌰 chestnut
🫚 ginger_root
🫛 pea_pod
🍄‍🟫 brown_mushroom
🍞 bread
🥐 croissant
🥖 baguette_bread
🫓 flatbread
🥨 pretzel
🥯 bagel
🥞 pancakes
🧇 waffle
🧀 cheese cheese_wedge
🍖 meat_on_bone
🍗 poultry_leg
🥩 cut_of_meat
🥓 bacon
🍔 hamburger
🍟 fries french_fries
🍕 pizza
🌭 hotdog hot_dog
🥪 sandwich
🌮 taco
🌯 burrito
🫔 tamale
🥙 stuffed_flatbread
🧆 falafel
🥚 egg2
🍳 egg cooking fried_egg
🥘 shallow_pan_of_food
🍲 stew pot_of_food
🫕 fondue
🥣 bowl_with_spoon
🥗 green_salad
🍿 popcorn
🧈 butter
🧂 salt
🥫 canned_food
🍱 bento bento_box
🍘 rice_cracker
🍙 rice_ball
🍚 rice cooked_rice
🍛 curry curry_rice
🍜 ramen steaming_bowl
🍝 spaghetti
🍠 sweet_potato roasted_sweet_potato
🍢 oden
🍣 sushi
🍤 fried_shrimp
🍥 fish_cake fish_cake_with_swirl
🥮 moon_cake
🍡 dango
🥟 dumpling
🥠 fortune_cookie
🥡 takeout_box
🍦 icecream soft_ice_cream
🍧 shaved_ice
🍨 ice_cream
🍩 doughnut
🍪 cookie
🎂 birthday birthday_cake
🍰 cake shortcake
🧁 cupcake
🥧 pie
🍫 chocolate_bar
🍬 candy
🍭 lollipop
🍮 custard
🍯 honey_pot
🍼 baby_bottle
🥛 milk_glass glass_of_milk
☕ coffee hot_beverage
🫖 teapot
🍵 tea teacup_without_handle
🍶 sake
🍾 champagne bottle_with_popping_cork
🍷 wine_glass
🍸 cocktail cocktail_glass
🍹 tropical_drink
🍺 beer beer_mug
🍻 beers clinking_beer_mugs
🥂 clinking_glasses
🥃 tumbler_glass
🫗 pouring_liquid
🥤 cup_with_straw
🧋 bubble_tea
🧃 beverage_box
🧉 mate
🧊 ice ice_cube
🥢 chopsticks
🍽️ plate_with_cutlery fork_and_knife_with_plate
🍴 fork_and_knife
🥄 spoon
🔪 knife hocho kitchen_knife
🫙 jar
🏺 amphora`],
  ["travel", `🌍 earth_africa globe_showing_europe_africa
🌎 earth_americas globe_showing_americas
🌏 earth_asia globe_showing_asia_australia
🌐 globe_with_meridians
🗺️ world_map
🗾 japan map_of_japan
🧭 compass
🏔️ mountain_snow snow-capped_mountain snow_capped_mountain
⛰️ mountain
🌋 volcano
🗻 mount_fuji
🏕️ camping
🏖️ beach_umbrella beach_with_umbrella
🏜️ desert
🏝️ desert_island
🏞️ national_park
🏟️ stadium
🏛️ classical_building
🏗️ building_construction
🧱 brick bricks
🪨 rock
🪵 wood
🛖 hut
🏘️ houses house_buildings
🏚️ derelict_house derelict_house_building
🏠 house
🏡 house_with_garden
🏢 office office_building
🏣 post_office japanese_post_office
🏤 european_post_office
🏥 hospital
🏦 bank
🏨 hotel
🏩 love_hotel
🏪 convenience_store
🏫 school
🏬 department_store
🏭 factory
🏯 japanese_castle
🏰 castle european_castle
💒 wedding
🗼 tokyo_tower
🗽 statue_of_liberty
⛪ church
🕌 mosque
🛕 hindu_temple
🕍 synagogue
⛩️ shinto_shrine
🕋 kaaba
⛲ fountain
⛺ tent
🌁 foggy
🌃 night_with_stars
🏙️ cityscape
🌄 sunrise_over_mountains
🌅 sunrise
🌆 city_sunset cityscape_at_dusk
🌇 sunset city_sunrise
🌉 bridge_at_night
♨️ hotsprings hot_springs
🎠 carousel_horse
🛝 playground_slide
🎡 ferris_wheel
🎢 roller_coaster
💈 barber barber_pole
🎪 circus_tent
🚂 locomotive steam_locomotive
🚃 railway_car
🚄 high-speed_train high_speed_train bullettrain_side
🚅 bullet_train bullettrain_front
🚆 train2
🚇 metro
🚈 light_rail
🚉 station
🚊 tram
🚝 monorail
🚞 mountain_railway
🚋 train tram_car
🚌 bus
🚍 oncoming_bus
🚎 trolleybus
🚐 minibus
🚑 ambulance
🚒 fire_engine
🚓 police_car
🚔 oncoming_police_car
🚕 taxi
🚖 oncoming_taxi
🚗 car red_car automobile
🚘 oncoming_automobile
🚙 blue_car sport_utility_vehicle
🛻 pickup_truck
🚚 truck delivery_truck
🚛 articulated_lorry
🚜 tractor
🏎️ racing_car
🏍️ motorcycle racing_motorcycle
🛵 motor_scooter
🦽 manual_wheelchair
🦼 motorized_wheelchair
🛺 auto_rickshaw
🚲 bike bicycle
🛴 kick_scooter
🛹 skateboard
🛼 roller_skate
🚏 busstop bus_stop
🛣️ motorway
🛤️ railway_track
🛢️ oil_drum
⛽ fuelpump fuel_pump
🛞 wheel
🚨 rotating_light police_car_light
🚥 traffic_light horizontal_traffic_light
🚦 vertical_traffic_light
🛑 stop_sign
🚧 construction
⚓ anchor
🛟 ring_buoy
⛵ boat sailboat
🛶 canoe
🚤 speedboat
🛳️ passenger_ship
⛴️ ferry
🛥️ motor_boat
🚢 ship
✈️ airplane
🛩️ small_airplane
🛫 flight_departure airplane_departure
🛬 flight_arrival airplane_arrival airplane_arriving
🪂 parachute
💺 seat
🚁 helicopter
🚟 suspension_railway
🚠 mountain_cableway
🚡 aerial_tramway
🛰️ artificial_satellite
🚀 rocket
🛸 flying_saucer
🛎️ bellhop_bell
🧳 luggage
⌛ hourglass hourglass_done
⏳ hourglass_not_done hourglass_flowing_sand
⌚ watch
⏰ alarm_clock
⏱️ stopwatch
⏲️ timer_clock
🕰️ mantelpiece_clock
🕛 clock12 twelve_oclock
🕧 clock1230 twelve-thirty twelve_thirty
🕐 clock1 one_oclock
🕜 clock130 one-thirty one_thirty
🕑 clock2 two_oclock
🕝 clock230 two-thirty two_thirty
🕒 clock3 three_oclock
🕞 clock330 three-thirty three_thirty
🕓 clock4 four_oclock
🕟 clock430 four-thirty four_thirty
🕔 clock5 five_oclock
🕠 clock530 five-thirty five_thirty
🕕 clock6 six_oclock
🕡 clock630 six-thirty six_thirty
🕖 clock7 seven_oclock
🕢 clock730 seven-thirty seven_thirty
🕗 clock8 eight_oclock
🕣 clock830 eight-thirty eight_thirty
🕘 clock9 nine_oclock
🕤 clock930 nine-thirty nine_thirty
🕙 clock10 ten_oclock
🕥 clock1030 ten-thirty ten_thirty
🕚 clock11 eleven_oclock
🕦 clock1130 eleven-thirty eleven_thirty
🌑 new_moon
🌒 waxing_crescent_moon
🌓 first_quarter_moon
🌔 moon waxing_gibbous_moon
🌕 full_moon
🌖 waning_gibbous_moon
🌗 last_quarter_moon
🌘 waning_crescent_moon
🌙 crescent_moon
🌚 new_moon_face new_moon_with_face
🌛 first_quarter_moon_face first_quarter_moon_with_face
🌜 last_quarter_moon_face last_quarter_moon_with_face
🌡️ thermometer
☀️ sun sunny
🌝 full_moon_face full_moon_with_face
🌞 sun_with_face
🪐 ringed_planet
⭐ star
🌟 star2 glowing_star
🌠 stars shooting_star
🌌 milky_way
☁️ cloud
⛅ partly_sunny sun_behind_cloud
⛈️ thunder_cloud_and_rain cloud_with_lightning_and_rain
🌤️ sun_behind_small_cloud white_sun_with_small_cloud
🌥️ sun_behind_large_cloud white_sun_behind_cloud
🌦️ sun_behind_rain_cloud white_sun_behind_cloud_with_rain
🌧️ cloud_with_rain
🌨️ cloud_with_snow
🌩️ cloud_with_lightning
🌪️ tornado cloud_with_tornado
🌫️ fog
🌬️ wind_face wind_blowing_face
🌀 cyclone
🌈 rainbow
🌂 closed_umbrella
☂️ open_umbrella
☔ umbrella umbrella_with_rain_drops
⛱️ parasol_on_ground umbrella_on_ground
⚡ zap high_voltage
❄️ snowflake
☃️ snowman_with_snow
⛄ snowman snowman_without_snow
☄️ comet
🔥 fire
💧 droplet
🌊 ocean water_wave`],
  ["activities", `🎃 jack-o-lantern jack_o_lantern
🎄 christmas_tree
🎆 fireworks
🎇 sparkler
🧨 firecracker
✨ sparkles
🎈 balloon
🎉 tada party_popper
🎊 confetti_ball
🎋 tanabata_tree
🎍 bamboo pine_decoration
🎎 dolls japanese_dolls
🎏 flags carp_streamer
🎐 wind_chime
🎑 rice_scene moon_viewing_ceremony
🧧 red_envelope
🎀 ribbon
🎁 gift wrapped_gift
🎗️ reminder_ribbon
🎟️ tickets admission_tickets
🎫 ticket
🎖️ military_medal medal_military
🏆 trophy
🏅 sports_medal medal_sports
🥇 1st_place_medal
🥈 2nd_place_medal
🥉 3rd_place_medal
⚽ soccer soccer_ball
⚾ baseball
🥎 softball
🏀 basketball
🏐 volleyball
🏈 football american_football
🏉 rugby_football
🎾 tennis
🥏 flying_disc
🎳 bowling
🏏 cricket_game cricket_bat_and_ball
🏑 field_hockey field_hockey_stick_and_ball
🏒 ice_hockey ice_hockey_stick_and_puck
🥍 lacrosse
🏓 ping_pong table_tennis_paddle_and_ball
🏸 badminton badminton_racquet_and_shuttlecock
🥊 boxing_glove
🥋 martial_arts_uniform
🥅 goal_net
⛳ golf flag_in_hole
⛸️ ice_skate
🎣 fishing_pole fishing_pole_and_fish
🤿 diving_mask
🎽 running_shirt running_shirt_with_sash
🎿 ski skis
🛷 sled
🥌 curling_stone
🎯 dart bullseye
🪀 yo-yo yo_yo
🪁 kite
🔫 gun water_pistol
🎱 8ball pool_8_ball
🔮 crystal_ball
🪄 magic_wand
🎮 video_game
🕹️ joystick
🎰 slot_machine
🎲 game_die
🧩 jigsaw puzzle_piece
🧸 teddy_bear
🪅 pinata
🪩 mirror_ball
🪆 nesting_dolls
♠️ spades spade_suit
♥️ hearts heart_suit
♦️ diamonds diamond_suit
♣️ clubs club_suit
♟️ chess_pawn
🃏 joker black_joker
🀄 mahjong mahjong_red_dragon
🎴 flower_playing_cards
🎭 performing_arts
🖼️ framed_picture frame_with_picture
🎨 art artist_palette
🧵 thread
🪡 sewing_needle
🧶 yarn
🪢 knot`],
  ["objects", `👓 glasses eyeglasses
🕶️ dark_sunglasses
🥽 goggles
🥼 lab_coat
🦺 safety_vest
👔 necktie
👕 shirt tshirt t-shirt t_shirt
👖 jeans
🧣 scarf
🧤 gloves
🧥 coat
🧦 socks
👗 dress
👘 kimono
🥻 sari
🩱 one-piece_swimsuit one_piece_swimsuit
🩲 briefs swim_brief
🩳 shorts
👙 bikini
👚 womans_clothes
🪭 folding_hand_fan
👛 purse
👜 handbag
👝 pouch clutch_bag
🛍️ shopping shopping_bags
🎒 backpack school_satchel
🩴 thong_sandal
👞 shoe mans_shoe
👟 running_shoe athletic_shoe
🥾 hiking_boot
🥿 flat_shoe
👠 high_heel high-heeled_shoe high_heeled_shoe
👡 sandal womans_sandal
🩰 ballet_shoes
👢 boot womans_boot
🪮 hair_pick
👑 crown
👒 womans_hat
🎩 tophat top_hat
🎓 mortar_board graduation_cap
🧢 billed_cap
🪖 military_helmet
⛑️ rescue_worker_helmet rescue_workers_helmet helmet_with_white_cross
📿 prayer_beads
💄 lipstick
💍 ring
💎 gem gem_stone
🔇 mute muted_speaker
🔈 speaker speaker_low_volume
🔉 sound speaker_medium_volume
🔊 loud_sound speaker_high_volume
📢 loudspeaker
📣 mega megaphone
📯 postal_horn
🔔 bell
🔕 no_bell bell_with_slash
🎼 musical_score
🎵 musical_note
🎶 notes musical_notes
🎙️ studio_microphone
🎚️ level_slider
🎛️ control_knobs
🎤 microphone
🎧 headphone headphones
📻 radio
🎷 saxophone
🎺 trumpet
🪗 accordion
🎸 guitar
🎹 musical_keyboard
🎻 violin
🪕 banjo
🥁 drum
🪘 long_drum
🪇 maracas
🪈 flute
📱 iphone mobile_phone
📲 calling mobile_phone_with_arrow
☎️ phone telephone
📞 telephone_receiver
📟 pager
📠 fax fax_machine
🔋 battery
🪫 low_battery
🔌 electric_plug
💻 laptop computer
🖥️ desktop_computer
🖨️ printer
⌨️ keyboard
🖱️ computer_mouse three_button_mouse
🖲️ trackball
💽 minidisc computer_disk
💾 floppy_disk
💿 cd optical_disk
📀 dvd
🧮 abacus
🎥 movie_camera
🎞️ film_strip film_frames
📽️ film_projector
🎬 clapper clapper_board
📺 tv television
📷 camera
📸 camera_flash camera_with_flash
📹 video_camera
📼 vhs videocassette
🔍 mag magnifying_glass_tilted_left
🔎 mag_right magnifying_glass_tilted_right
🕯️ candle
💡 bulb light_bulb
🔦 flashlight
🏮 lantern izakaya_lantern red_paper_lantern
🪔 diya_lamp
📔 notebook_with_decorative_cover
📕 closed_book
📖 book open_book
📗 green_book
📘 blue_book
📙 orange_book
📚 books
📓 notebook
📒 ledger
📃 page_with_curl
📜 scroll
📄 page_facing_up
📰 newspaper
🗞️ newspaper_roll rolled-up_newspaper rolled_up_newspaper
📑 bookmark_tabs
🔖 bookmark
🏷️ label
🪙 coin
💰 moneybag money_bag
💴 yen yen_banknote
💵 dollar dollar_banknote
💶 euro euro_banknote
💷 pound pound_banknote
💸 money_with_wings
💳 credit_card
🧾 receipt
💹 chart chart_increasing_with_yen
✉️ envelope
📧 email e-mail e_mail
📨 incoming_envelope
📩 envelope_with_arrow
📤 outbox_tray
📥 inbox_tray
📦 package
📫 mailbox closed_mailbox_with_raised_flag
📪 mailbox_closed closed_mailbox_with_lowered_flag
📬 mailbox_with_mail open_mailbox_with_raised_flag
📭 mailbox_with_no_mail open_mailbox_with_lowered_flag
📮 postbox
🗳️ ballot_box ballot_box_with_ballot
✏️ pencil2
✒️ black_nib
🖋️ fountain_pen lower_left_fountain_pen
🖊️ pen lower_left_ballpoint_pen
🖌️ paintbrush lower_left_paintbrush
🖍️ crayon lower_left_crayon
📝 memo pencil
💼 briefcase
📁 file_folder
📂 open_file_folder
🗂️ card_index_dividers
📅 date
📆 calendar tear-off_calendar tear_off_calendar
🗒️ spiral_notepad spiral_note_pad
🗓️ spiral_calendar spiral_calendar_pad
📇 card_index
📈 chart_increasing chart_with_upwards_trend
📉 chart_decreasing chart_with_downwards_trend
📊 bar_chart
📋 clipboard
📌 pushpin
📍 round_pushpin
📎 paperclip
🖇️ paperclips linked_paperclips
📏 straight_ruler
📐 triangular_ruler
✂️ scissors
🗃️ card_file_box
🗄️ file_cabinet
🗑️ wastebasket
🔒 lock locked
🔓 unlock unlocked
🔏 locked_with_pen lock_with_ink_pen
🔐 locked_with_key closed_lock_with_key
🔑 key
🗝️ old_key
🔨 hammer
🪓 axe
⛏️ pick
⚒️ hammer_and_pick
🛠️ hammer_and_wrench
🗡️ dagger dagger_knife
⚔️ crossed_swords
💣 bomb
🪃 boomerang
🏹 bow_and_arrow
🛡️ shield
🪚 carpentry_saw
🔧 wrench
🪛 screwdriver
🔩 nut_and_bolt
⚙️ gear
🗜️ clamp compression
⚖️ scales balance_scale
🦯 white_cane probing_cane
🔗 link
⛓️‍💥 broken_chain
⛓️ chains
🪝 hook
🧰 toolbox
🧲 magnet
🪜 ladder
⚗️ alembic
🧪 test_tube
🧫 petri_dish
🧬 dna
🔬 microscope
🔭 telescope
📡 satellite satellite_antenna
💉 syringe
🩸 drop_of_blood
💊 pill
🩹 adhesive_bandage
🩼 crutch
🩺 stethoscope
🩻 x-ray x_ray
🚪 door
🛗 elevator
🪞 mirror
🪟 window
🛏️ bed
🛋️ couch_and_lamp
🪑 chair
🚽 toilet
🪠 plunger
🚿 shower
🛁 bathtub
🪤 mouse_trap
🪒 razor
🧴 lotion_bottle
🧷 safety_pin
🧹 broom
🧺 basket
🧻 roll_of_paper
🪣 bucket
🧼 soap
🫧 bubbles
🪥 toothbrush
🧽 sponge
🧯 fire_extinguisher
🛒 shopping_cart
🚬 smoking cigarette
⚰️ coffin
🪦 headstone
⚱️ funeral_urn
🧿 nazar_amulet
🪬 hamsa
🗿 moai moyai
🪧 placard
🪪 identification_card`],
  ["symbols", `🏧 atm atm_sign
🚮 litter_in_bin_sign put_litter_in_its_place
🚰 potable_water
♿ wheelchair wheelchair_symbol
🚹 mens mens_room
🚺 womens womens_room
🚻 restroom
🚼 baby_symbol
🚾 wc water_closet
🛂 passport_control
🛃 customs
🛄 baggage_claim
🛅 left_luggage
⚠️ warning
🚸 children_crossing
⛔ no_entry
🚫 prohibited no_entry_sign
🚳 no_bicycles
🚭 no_smoking
🚯 no_littering do_not_litter
🚱 non-potable_water non_potable_water
🚷 no_pedestrians
📵 no_mobile_phones
🔞 underage no_one_under_eighteen
☢️ radioactive radioactive_sign
☣️ biohazard biohazard_sign
⬆️ up_arrow arrow_up
↗️ up-right_arrow up_right_arrow arrow_upper_right
➡️ right_arrow arrow_right
↘️ down-right_arrow down_right_arrow arrow_lower_right
⬇️ down_arrow arrow_down
↙️ down-left_arrow down_left_arrow arrow_lower_left
⬅️ left_arrow arrow_left
↖️ up-left_arrow up_left_arrow arrow_upper_left
↕️ up-down_arrow up_down_arrow arrow_up_down
↔️ left-right_arrow left_right_arrow
↩️ right_arrow_curving_left leftwards_arrow_with_hook
↪️ arrow_right_hook left_arrow_curving_right
⤴️ arrow_heading_up right_arrow_curving_up
⤵️ arrow_heading_down right_arrow_curving_down
🔃 arrows_clockwise clockwise_vertical_arrows
🔄 arrows_counterclockwise counterclockwise_arrows_button
🔙 back back_arrow
🔚 end end_arrow
🔛 on on_arrow
🔜 soon soon_arrow
🔝 top top_arrow
🛐 place_of_worship
⚛️ atom_symbol
🕉️ om om_symbol
✡️ star_of_david
☸️ wheel_of_dharma
☯️ yin_yang
✝️ latin_cross
☦️ orthodox_cross
☪️ star_and_crescent
☮️ peace_symbol
🕎 menorah menorah_with_nine_branches
🔯 six_pointed_star dotted_six-pointed_star dotted_six_pointed_star
🪯 khanda
♈ aries
♉ taurus
♊ gemini
♋ cancer
♌ leo
♍ virgo
♎ libra
♏ scorpio scorpius
♐ sagittarius
♑ capricorn
♒ aquarius
♓ pisces
⛎ ophiuchus
🔀 shuffle_tracks_button twisted_rightwards_arrows
🔁 repeat repeat_button
🔂 repeat_one repeat_single_button
▶️ play_button arrow_forward
⏩ fast_forward fast-forward_button fast_forward_button
⏭️ next_track_button black_right_pointing_double_triangle_with_vertical_bar
⏯️ play_or_pause_button black_right_pointing_triangle_with_double_vertical_bar
◀️ reverse_button arrow_backward
⏪ rewind fast_reverse_button
⏮️ last_track_button previous_track_button black_left_pointing_double_triangle_with_vertical_bar
🔼 upwards_button arrow_up_small
⏫ fast_up_button arrow_double_up
🔽 downwards_button arrow_down_small
⏬ fast_down_button arrow_double_down
⏸️ pause_button double_vertical_bar
⏹️ stop_button black_square_for_stop
⏺️ record_button black_circle_for_record
⏏️ eject_button eject_symbol
🎦 cinema
🔅 dim_button low_brightness
🔆 bright_button high_brightness
📶 antenna_bars signal_strength
🛜 wireless
📳 vibration_mode
📴 mobile_phone_off
♀️ female_sign
♂️ male_sign
⚧️ transgender_symbol
✖️ multiply heavy_multiplication_x
➕ plus heavy_plus_sign
➖ minus heavy_minus_sign
➗ divide heavy_division_sign
🟰 heavy_equals_sign
♾️ infinity
‼️ bangbang double_exclamation_mark
⁉️ interrobang exclamation_question_mark
❓ question red_question_mark
❔ grey_question white_question_mark
❕ grey_exclamation white_exclamation_mark
❗ exclamation red_exclamation_mark heavy_exclamation_mark
〰️ wavy_dash
💱 currency_exchange
💲 heavy_dollar_sign
⚕️ medical_symbol
♻️ recycle recycling_symbol
⚜️ fleur-de-lis fleur_de_lis
🔱 trident trident_emblem
📛 name_badge
🔰 beginner japanese_symbol_for_beginner
⭕ o hollow_red_circle
✅ white_check_mark check_mark_button
☑️ check_box_with_check ballot_box_with_check
✔️ check_mark heavy_check_mark
❌ x cross_mark
❎ cross_mark_button negative_squared_cross_mark
➰ curly_loop
➿ loop double_curly_loop
〽️ part_alternation_mark
✳️ eight-spoked_asterisk eight_spoked_asterisk
✴️ eight-pointed_star eight_pointed_star eight_pointed_black_star
❇️ sparkle
©️ copyright
®️ registered
™️ tm trade_mark
#️⃣ hash
*️⃣ asterisk
0️⃣ zero keycap_0
1️⃣ one keycap_1
2️⃣ two keycap_2
3️⃣ three keycap_3
4️⃣ four keycap_4
5️⃣ five keycap_5
6️⃣ six keycap_6
7️⃣ seven keycap_7
8️⃣ eight keycap_8
9️⃣ nine keycap_9
🔟 ten keycap_10 keycap_ten
🔠 capital_abcd input_latin_uppercase
🔡 abcd input_latin_lowercase
🔢 1234 input_numbers
🔣 symbols input_symbols
🔤 abc input_latin_letters
🅰️ a a_button_blood_type
🆎 ab ab_button_blood_type
🅱️ b b_button_blood_type
🆑 cl cl_button
🆒 cool cool_button
🆓 free free_button
ℹ️ information information_source
🆔 id id_button
Ⓜ️ m circled_m
🆕 new new_button
🆖 ng ng_button
🅾️ o2 o_button_blood_type
🆗 ok ok_button
🅿️ parking p_button
🆘 sos sos_button
🆙 up up_button
🆚 vs vs_button
🈁 koko japanese_here_button
🈂️ sa japanese_service_charge_button
🈷️ u6708 japanese_monthly_amount_button
🈶 u6709 japanese_not_free_of_charge_button
🈯 u6307 japanese_reserved_button
🉐 ideograph_advantage japanese_bargain_button
🈹 u5272 japanese_discount_button
🈚 u7121 japanese_free_of_charge_button
🈲 u7981 japanese_prohibited_button
🉑 accept japanese_acceptable_button
🈸 u7533 japanese_application_button
🈴 u5408 japanese_passing_grade_button
🈳 u7a7a japanese_vacancy_button
㊗️ congratulations japanese_congratulations_button
㊙️ secret japanese_secret_button
🈺 u55b6 japanese_open_for_business_button
🈵 u6e80 japanese_no_vacancy_button
🔴 red_circle
🟠 orange_circle
🟡 yellow_circle
🟢 green_circle
🔵 blue_circle large_blue_circle
🟣 purple_circle
🟤 brown_circle
⚫ black_circle
⚪ white_circle
🟥 red_square
🟧 orange_square
🟨 yellow_square
🟩 green_square
🟦 blue_square
🟪 purple_square
🟫 brown_square
⬛ black_large_square
⬜ white_large_square
◼️ black_medium_square
◻️ white_medium_square
◾ black_medium-small_square black_medium_small_square
◽ white_medium-small_square white_medium_small_square
▪️ black_small_square
▫️ white_small_square
🔶 large_orange_diamond
🔷 large_blue_diamond
🔸 small_orange_diamond
🔹 small_blue_diamond
🔺 small_red_triangle red_triangle_pointed_up
🔻 small_red_triangle_down red_triangle_pointed_down
💠 diamond_with_a_dot diamond_shape_with_a_dot_inside
🔘 radio_button
🔳 white_square_button
🔲 black_square_button`],
  ["flags", `🏁 chequered_flag checkered_flag
🚩 triangular_flag triangular_flag_on_post
🎌 crossed_flags
🏴 black_flag waving_black_flag
🏳️ white_flag waving_white_flag
🏳️‍🌈 rainbow_flag
🏳️‍⚧️ transgender_flag
🏴‍☠️ pirate_flag
🇦🇨 ascension_island
🇦🇩 andorra
🇦🇪 united_arab_emirates
🇦🇫 afghanistan
🇦🇬 antigua_barbuda
🇦🇮 anguilla
🇦🇱 albania
🇦🇲 armenia
🇦🇴 angola
🇦🇶 antarctica
🇦🇷 argentina
🇦🇸 american_samoa
🇦🇹 austria
🇦🇺 australia
🇦🇼 aruba
🇦🇽 aland_islands
🇦🇿 azerbaijan
🇧🇦 bosnia_herzegovina
🇧🇧 barbados
🇧🇩 bangladesh
🇧🇪 belgium
🇧🇫 burkina_faso
🇧🇬 bulgaria
🇧🇭 bahrain
🇧🇮 burundi
🇧🇯 benin
🇧🇱 st_barthelemy
🇧🇲 bermuda
🇧🇳 brunei
🇧🇴 bolivia
🇧🇶 caribbean_netherlands
🇧🇷 brazil
🇧🇸 bahamas
🇧🇹 bhutan
🇧🇻 bouvet_island
🇧🇼 botswana
🇧🇾 belarus
🇧🇿 belize
🇨🇦 canada
🇨🇨 cocos_islands
🇨🇩 congo_kinshasa
🇨🇫 central_african_republic
🇨🇬 congo_brazzaville
🇨🇭 switzerland
🇨🇮 cote_divoire
🇨🇰 cook_islands
🇨🇱 chile
🇨🇲 cameroon
🇨🇳 cn
🇨🇴 colombia
🇨🇵 clipperton_island
🇨🇷 costa_rica
🇨🇺 cuba
🇨🇻 cape_verde
🇨🇼 curacao
🇨🇽 christmas_island
🇨🇾 cyprus
🇨🇿 czech_republic
🇩🇪 de
🇩🇬 diego_garcia
🇩🇯 djibouti
🇩🇰 denmark
🇩🇲 dominica
🇩🇴 dominican_republic
🇩🇿 algeria
🇪🇦 ceuta_melilla
🇪🇨 ecuador
🇪🇪 estonia
🇪🇬 egypt
🇪🇭 western_sahara
🇪🇷 eritrea
🇪🇸 es
🇪🇹 ethiopia
🇪🇺 eu european_union
🇫🇮 finland
🇫🇯 fiji
🇫🇰 falkland_islands
🇫🇲 micronesia
🇫🇴 faroe_islands
🇫🇷 fr
🇬🇦 gabon
🇬🇧 uk gb
🇬🇩 grenada
🇬🇪 georgia
🇬🇫 french_guiana
🇬🇬 guernsey
🇬🇭 ghana
🇬🇮 gibraltar
🇬🇱 greenland
🇬🇲 gambia
🇬🇳 guinea
🇬🇵 guadeloupe
🇬🇶 equatorial_guinea
🇬🇷 greece
🇬🇸 south_georgia_south_sandwich_islands
🇬🇹 guatemala
🇬🇺 guam
🇬🇼 guinea_bissau
🇬🇾 guyana
🇭🇰 hong_kong
🇭🇲 heard_mcdonald_islands
🇭🇳 honduras
🇭🇷 croatia
🇭🇹 haiti
🇭🇺 hungary
🇮🇨 canary_islands
🇮🇩 indonesia
🇮🇪 ireland
🇮🇱 israel
🇮🇲 isle_of_man
🇮🇳 india
🇮🇴 british_indian_ocean_territory
🇮🇶 iraq
🇮🇷 iran
🇮🇸 iceland
🇮🇹 it
🇯🇪 jersey
🇯🇲 jamaica
🇯🇴 jordan
🇯🇵 jp
🇰🇪 kenya
🇰🇬 kyrgyzstan
🇰🇭 cambodia
🇰🇮 kiribati
🇰🇲 comoros
🇰🇳 st_kitts_nevis
🇰🇵 north_korea
🇰🇷 kr
🇰🇼 kuwait
🇰🇾 cayman_islands
🇰🇿 kazakhstan
🇱🇦 laos
🇱🇧 lebanon
🇱🇨 st_lucia
🇱🇮 liechtenstein
🇱🇰 sri_lanka
🇱🇷 liberia
🇱🇸 lesotho
🇱🇹 lithuania
🇱🇺 luxembourg
🇱🇻 latvia
🇱🇾 libya
🇲🇦 morocco
🇲🇨 monaco
🇲🇩 moldova
🇲🇪 montenegro
🇲🇫 st_martin
🇲🇬 madagascar
🇲🇭 marshall_islands
🇲🇰 macedonia
🇲🇱 mali
🇲🇲 myanmar
🇲🇳 mongolia
🇲🇴 macau
🇲🇵 northern_mariana_islands
🇲🇶 martinique
🇲🇷 mauritania
🇲🇸 montserrat
🇲🇹 malta
🇲🇺 mauritius
🇲🇻 maldives
🇲🇼 malawi
🇲🇽 mexico
🇲🇾 malaysia
🇲🇿 mozambique
🇳🇦 namibia
🇳🇨 new_caledonia
🇳🇪 niger
🇳🇫 norfolk_island
🇳🇬 nigeria
🇳🇮 nicaragua
🇳🇱 netherlands
🇳🇴 norway
🇳🇵 nepal
🇳🇷 nauru
🇳🇺 niue
🇳🇿 new_zealand
🇴🇲 oman
🇵🇦 panama
🇵🇪 peru
🇵🇫 french_polynesia
🇵🇬 papua_new_guinea
🇵🇭 philippines
🇵🇰 pakistan
🇵🇱 poland
🇵🇲 st_pierre_miquelon
🇵🇳 pitcairn_islands
🇵🇷 puerto_rico
🇵🇸 palestinian_territories
🇵🇹 portugal
🇵🇼 palau
🇵🇾 paraguay
🇶🇦 qatar
🇷🇪 reunion
🇷🇴 romania
🇷🇸 serbia
🇷🇺 ru
🇷🇼 rwanda
🇸🇦 saudi_arabia
🇸🇧 solomon_islands
🇸🇨 seychelles
🇸🇩 sudan
🇸🇪 sweden
🇸🇬 singapore
🇸🇭 st_helena
🇸🇮 slovenia
🇸🇯 svalbard_jan_mayen
🇸🇰 slovakia
🇸🇱 sierra_leone
🇸🇲 san_marino
🇸🇳 senegal
🇸🇴 somalia
🇸🇷 suriname
🇸🇸 south_sudan
🇸🇹 sao_tome_principe
🇸🇻 el_salvador
🇸🇽 sint_maarten
🇸🇾 syria
🇸🇿 swaziland
🇹🇦 tristan_da_cunha
🇹🇨 turks_caicos_islands
🇹🇩 chad
🇹🇫 french_southern_territories
🇹🇬 togo
🇹🇭 thailand
🇹🇯 tajikistan
🇹🇰 tokelau
🇹🇱 timor_leste
🇹🇲 turkmenistan
🇹🇳 tunisia
🇹🇴 tonga
🇹🇷 tr
🇹🇹 trinidad_tobago
🇹🇻 tuvalu
🇹🇼 taiwan
🇹🇿 tanzania
🇺🇦 ukraine
🇺🇬 uganda
🇺🇲 us_outlying_islands
🇺🇳 united_nations
🇺🇸 us
🇺🇾 uruguay
🇺🇿 uzbekistan
🇻🇦 vatican_city
🇻🇨 st_vincent_grenadines
🇻🇪 venezuela
🇻🇬 british_virgin_islands
🇻🇮 us_virgin_islands
🇻🇳 vietnam
🇻🇺 vanuatu
🇼🇫 wallis_futuna
🇼🇸 samoa
🇽🇰 kosovo
🇾🇪 yemen
🇾🇹 mayotte
🇿🇦 south_africa
🇿🇲 zambia
🇿🇼 zimbabwe
🏴󠁧󠁢󠁥󠁮󠁧󠁿 england
🏴󠁧󠁢󠁳󠁣󠁴󠁿 scotland
🏴󠁧󠁢󠁷󠁬󠁳󠁿 wales`],
]);

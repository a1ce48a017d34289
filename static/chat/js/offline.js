/* The offline page: tries again by itself once there is a network. */

addEventListener("online", () => location.reload());

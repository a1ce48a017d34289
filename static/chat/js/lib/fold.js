/** A text for comparing, without marks and case: "ha noi" is in "Hà Nội". */

export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
}

"""What the report calls things, in Arabic."""

KINDS = {
    "direct": "مباشر",
    "mixed": "مختلط",
    "indirect": "غير مباشر",
    "partial": "جزئي",
    "headline": "عنوان",
    "money": "مال",
    "percent": "نسبة مئوية",
    "measure": "قياس",
    "duration": "مدة",
    "count": "عدد",
    "ratio": "كسر أو ضعف",
}
SOURCES = {
    "person": "شخص",
    "organisation": "جهة",
    "state": "دولة",
    "document": "وثيقة",
    "media": "وسيلة إعلام",
    "group": "جماعة",
    "unnamed": "مصدر لم يُسمَّ",
}
CONFIDENCES = {"high": "عالية", "medium": "متوسطة", "low": "منخفضة"}
MODIFIERS = {"approx": "تقريبا", "min": "على الأقل", "max": "على الأكثر", "vague": "بلا عدد محدد"}
CHANGES = {"rise": "ارتفاع", "fall": "انخفاض"}
UNKNOWN = "قائل غير معروف"
WRITER = "كاتب النص"
DENIED = "ينفيه القائل"
NUMBER = "رقم"

namespace ConvLog.StoreContract;

/// <summary>Texts of messages and logs, and queries as users type them.</summary>
internal static class TypedQueries
{
    /// <summary>Texts of messages and logs.</summary>
    public static string[] Texts { get; } =
    [
        "I'd like to book a table for two at 20:30, please", "A table at 20:45 is free, at 20:30 there is none.", "It's 9.99 EUR, 12,50 with drinks",
        "It’s for “Dr. O’Neill” – room 4‑12", "see user_id=42 in a_b, or USER_ID = 42", "reference AB-12-CD and AB-12-CE",
        "version v2.1.4 of the app, not v2.10", "The apartment is apart from the compartment", "called https://crm.example/contacts/42?full=true",
        "mail to Ann.Smith+cafe@example.com!", "call +49 151 2345678 or 0151-2345678", "timeout after 30s (attempt 3/5)",
        "HTTP 409 Conflict: seat_id 17 is taken", "C# and F#, not C or F", "50% off, i.e. $5.00 or €4.75", "Crème brûlée and jalapeño at Café Zoë",
        "Straße 5, STRASSE 6, Hauptstraße 7", "İstanbul, Isparta, ISPARTA, ısparta", "ΟΔΟΣ Ερμού, οδος Αθηνάς", "Ёлка и ёж, ЕЛКА",
        "naïve façade – coöperate", "予約を確認したいです", "東京の天気は晴れ、京都は雨", "我想订一张桌子，两个人", "내일 예약했어요, 두 명", "ｶﾞｽ料金とサーバー", "ขอกาแฟหนึ่งแก้ว", "ที่นั่งสำหรับสองคน",
        "أُرِيدُ قَهْوَةً مِن فَضلِك", "شكـــرا جزيلا يا أحمد", "שָׁלוֹם עולם", "मुझे हिन्दी आती है", "soft\u00ADhyphen zero\u200Bwidth joi\u200Dner",
        "line one\r\nline two\tand\u00A0three", "iPhone予約とiPad", "x=1;y=2;z=3", "{\"status\": 409, \"ok\": false}", "a-b a.b a_b a'b a+b ab",
        "… !!! ??? ---", "👍 thanks 👍🏽", "2026-11-28T20:30:00Z", "order #1234 / order #12345", "1.000,00 or 1,000.00", "No. 7 on 7/7 at 7",
        "rock'n'roll isn't dead", "e-mail email E-Mail", "the quick brown fox jumps over the lazy dog", "To be, or not to be: that is the question",
        "0123456789abcdef0123456789abcdef", "Donaudampfschifffahrtsgesellschaftskapitän", "Zürich ZURICH Zurich", "½ cup of ﬁne sugar, Ⅷ times", "𐐀𐐁𐐂 𠀋𠂉",
    ];

    /// <summary>The queries.</summary>
    public static string[] All { get; } =
    [
        "table", "TABLE", "tab", "t", "able", "table for two", "\"table for two\"", "\"for two table\"", "two table", "\"a table\"", "\"table at\"",
        "table 20:30", "20:30", "20:45", "30:20", "20:3", "20", "0:30", ":30", "20.30", "\"at 20:30\"", "\"20:30, please\"", "\"20:30 please\"", "T20:30",
        "2026-11-28", "11-28", "20:30:00Z", "9.99", "9,99", "9", "99", "12,50", "12.50", "12,5", "$5.00", "5.00", "$5", "€4.75", "4.75", "50%", "1.000,00",
        "1,000.00", "1000", "0,00", "it's", "it’s", "its", "it", "i'd", "o'neill", "O’Neill", "\"dr. o'neill\"", "dr.", "isn't", "isn", "rock'n'roll",
        "n'roll", "roll", "4-12", "4–12", "\"room 4-12\"", "user_id=42", "user_id = 42", "\"user_id = 42\"", "id=42", "user", "id", "42", "a_b", "a-b",
        "a.b", "a'b", "a+b", "ab", "a", "b", "AB-12-CD", "ab-12", "12-cd", "AB-12-C", "B-12", "ab 12", "AB-12-CE AB-12-CD", "v2.1", "v2.1.4", "v2", "2.1",
        "v2.10", "v2.1.5", "apart", "partment", "apartment", "compart", "\"apart from\"", "\"the apartment is\"", "apart*",
        "https://crm.example/contacts/42", "crm.example", "example", "contacts/42", "?full=true", "full=true", "true", "Ann.Smith+cafe@example.com",
        "ann.smith", "@example.com", "smith+cafe", "mail", "e-mail", "email", "+49", "+49 151", "\"+49 151\"", "0151-2345678", "2345678", "345", "30s",
        "3/5", "(attempt", "attempt 3", "409", "http 409", "\"409 conflict\"", "40", "4", "seat_id", "C#", "F#", "c", "#", "creme", "CRÈME", "brulee",
        "jalapeno", "cafe", "zoe", "strasse", "straße", "STRASSE 6", "hauptstrasse", "istanbul", "ISPARTA", "ısparta", "οδος", "ΟΔΟΣ", "ερμου", "елка",
        "ёлка", "еж", "naive", "facade", "cooperate", "予", "約", "予約", "予約を", "予約 確認", "約予", "東京", "京", "天気", "東 雨", "桌子", "桌", "子桌", "예약", "약", "예", "두 명",
        "ガス", "サーバー", "サ", "กาแฟ", "แฟ", "แก้ว", "ที่", "คน", "قهوة", "قَهْوَة", "شكرا", "احمد", "أحمد", "שלום", "हिन्दी", "है", "softhyphen", "soft",
        "hyphen", "zerowidth", "joiner", "\"line one line two\"", "\"two and three\"", "iphone予約", "予約と", "ipad", "x=1", "y=2;z", "\"status\": 409",
        "\"ok\": false", "!!!", "- -", "👍", "thanks 👍", "#1234", "order #12345", "#123", "7/7", "no. 7", "\"to be, or not to be\"", "\"not to be or\"",
        "quick dog fox", "quick cat", "0123456789abcdef0123456789abcdef", "0123456789abcdef012345", "0123456789abcdeg", "donaudampfschifffahrt",
        "donaudampfschiffe", "schifffahrt", "zurich", "zürich", "1⁄2", "½", "fine", "viii", "𐐨𐐩", "𠀋", "𠂉", "“to be”", "5\"", "\"unclosed", "  table  ",
        "a b", "ab a-b a.b", "nothing here",
    ];
}

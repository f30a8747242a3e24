using ConvLog.Storage.Text;
using ConvLog.Tests.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.Tests.Storage.Text;

/// <summary>Texts of few distinct characters in many scripts, so that matches are likely, and searches for parts of them.</summary>
internal static class AnySearch
{
    private static readonly string[] s_pieces =
    [
        "a", "b", "A", "1", "ab", "abc", "ABCD", "ok", " ", "  ", "-", ".", "@", "*", "é", "e\u0301", "ß", "ẞ", "İ", "ı", "ς", "\u0301", "\u00AD", "\u200D",
            "\u3000",
        "字", "予約", "か", "が", "か\u3099", "\u3099", "ｶﾞ", "ー", "한", "국", "\u1112", "\u1161", "\u11AB", "ㅎ", "ㅏ", "\uDB40\uDD00", "𠀋", "𠂉", "𝐀", "𐐀", "𐐨𐐩",
        "हि", "न्", "दी", "\u093F", "ที่", "\u0E33", "قَ", "هْ", "ﷺ", "¨", "ﬃ", "½", "Ⅷ", "😀", "👩\u200D🔬", "❤\uFE0F", "\uD800", "\uDC00", "\uFFFE", "\0",
            "\u2028", "̀̀̀",
    ];

    public static Gen<string> Text { get; } = Gen.OneOf(
        Gen.Elements(s_pieces).ArrayOf().Select(static pieces => string.Concat(pieces)),
        Gen.Elements(s_pieces).ArrayOf().Select(static pieces => string.Concat(pieces)),
        AnyValue.Text);

    /// <summary>The texts of a document, and a search for one to three parts of them, cut anywhere.</summary>
    public static Gen<(string[] Texts, string Search)> Searched { get; } =
        from texts in Text.ArrayOf(2)
        from cuts in Gen.Choose(0, 1_000).Two().ArrayOf().Where(static cuts => cuts.Length is > 0 and < 4)
        from star in Gen.Elements("", "", "*")
        select (texts, string.Join(' ', cuts.Select((cut, i) => Cut(texts[i % texts.Length], cut.Item1, cut.Item2))) + star);

    public static SearchDocument Document(params string[] texts)
        => SearchDocument.OfEntry(texts[0], [.. texts.Skip(1).Select(static (text, i) => LogField.Of($"f{i}", text))]);

    /// <summary>The terms, or null where they are refused.</summary>
    public static SearchTerms? Parse(string search)
    {
        try
        {
            return SearchTerms.Parse(search);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Cut(string text, int start, int length)
    {
        start = text.Length == 0 ? 0 : start % text.Length;
        return text.Substring(start, Math.Min(text.Length - start, 1 + (length % 8)));
    }
}

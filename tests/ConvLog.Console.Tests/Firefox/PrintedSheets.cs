using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace ConvLog.Console.Tests.Firefox;

/// <summary>The sheets of a PDF that Firefox printed.</summary>
/// <param name="Texts">The number of pieces of text on each, about one a line.</param>
internal sealed partial record PrintedSheets(IReadOnlyList<int> Texts)
{
    // The objects of a PDF are in the file itself, or together in a compressed stream of it; the content of a sheet is a compressed stream.
    public static PrintedSheets Read(byte[] pdf)
    {
        string file = Encoding.Latin1.GetString(pdf);
        var streams = Stream().Matches(file).ToDictionary(
            static found => found.Groups["object"].Value, found => Inflated(pdf, found.Index + found.Length), StringComparer.Ordinal);
        string objects = string.Concat(streams.Values.Where(static text => text.Contains("/Type /Pages", StringComparison.Ordinal)));
        return new PrintedSheets([.. Sheet().Matches(objects.Length > 0 ? objects : file)
            .Select(sheet => Text().Count(streams[sheet.Groups["content"].Value]))]);
    }

    private static string Inflated(byte[] pdf, int start)
    {
        using var stream = new ZLibStream(new MemoryStream(pdf, start, pdf.Length - start), CompressionMode.Decompress);
        using var text = new StreamReader(stream, Encoding.Latin1);
        return text.ReadToEnd();
    }

    [GeneratedRegex(@"(?<object>\d+) 0 obj\s*<<(?:(?!endobj).)*?/FlateDecode(?:(?!endobj).)*?>>\s*stream\r?\n", RegexOptions.Singleline, 10_000)]
    private static partial Regex Stream();

    [GeneratedRegex(@"/Type /Page\b.*?/Contents (?<content>\d+)", RegexOptions.Singleline, 10_000)]
    private static partial Regex Sheet();

    [GeneratedRegex(@"\bT[jJ]\b", RegexOptions.None, 10_000)]
    private static partial Regex Text();
}

using System.Text.RegularExpressions;

namespace ConvLog.Architecture.Tests.English;

/// <summary>A phrase that reads oddly in technical English.</summary>
/// <param name="Pattern">The pattern that finds the phrase.</param>
/// <param name="Instead">The suggested wording.</param>
internal sealed partial record OddPhrase(Regex Pattern, string Instead)
{
    public static IReadOnlyList<OddPhrase> All { get; } =
    [
        Of(@"\bgives? up\b", "\"A token to cancel the operation.\""),
        Of(@"\bdoes it\.", "what it does, with its object"),
        Of(@"\banew\b", "again, or a verb: recounted, reread"),
        Of(@"\ball the same\b", "anyway"),
        Of(@"\bwhoever\b", "anyone who, or the noun: the caller, the reader"),
        Of(@"\bof whom\b", "the user's, or whose"),
        Of(@"\bmeanwhile\b", "concurrently, or in the meantime"),
        Of(@"\b(is|are|was|were|be|been) told\b", "is reported, is shown, is notified"),
        Of(@"\bunless told\b", "by default"),
        Of(@"\bhears? of\b", "listens for, receives"),
        Of(@"\bor none\b", "the condition: not exactly one, if any"),
        Of(@"\b(more or fewer|nothing of it)\b", "the condition: is not one, none"),
        Of(@"\bfor good\b", "permanently"),
        Of(@"\b(go|goes|gone|going) (on|out|along|before)\b", "continue, confirm, precede"),
        Of(@"\b(take|takes|taken|took) (it |them |.{0,12}rating )?back\b", "remove, revoke"),
        Of(@"\b(stand|stands|standing|stood) (here|there|in|apart|behind|beside)\b", "is, is shown, is stored"),
        Of(@"\bcan(not|'t)? be meant\b", "is not valid"),
        Of(@"\bshall\b", "will, must, or the verb alone"),
        Of(@"\bnobody (knows|called|may)\b", "unknown, no user, no one"),
        Of(@"\b(lets?|letting) through\b", "matches"),
        Of(@"(?<=^|[.!;:] )(what|who) (is|are|was|were|comes|came|goes|stands|arrives|has|may) (?!access\b|[^.]*\?)", "a noun: Truncations are counted in…"),
    ];

    private static OddPhrase Of(string pattern, string instead)
        => new(new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)), instead);

    /// <summary>One line for each odd phrase of a text, with the suggested wording.</summary>
    public static IEnumerable<string> In(CheckedText text)
    {
        string plain = Opening().Replace(text.Text, "");
        return All.Select(phrase => (phrase.Instead, Found: phrase.Pattern.Match(plain)))
            .Where(static match => match.Found.Success)
            .Select(match => $"{text.Path}({text.Line}): \"{match.Found.Value.Trim()}\"; write: {match.Instead}");
    }

    // The part before the first sentence of a documentation comment or of an element.
    [GeneratedRegex("""^(/// ?)?(<[^>]*>)*""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Opening();
}

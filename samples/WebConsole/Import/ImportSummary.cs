using System.Globalization;

namespace WebConsole.Import;

/// <summary>The result of an import.</summary>
/// <param name="Files">Files that could be read.</param>
/// <param name="Conversations">Dialogues replayed.</param>
/// <param name="FunctionEvents">Service calls in them.</param>
/// <param name="Skipped">Dialogues that were imported before.</param>
/// <param name="Malformed">Dialogues skipped because of an error in them.</param>
/// <param name="UnreadableFiles">Files skipped as a whole.</param>
internal readonly record struct ImportSummary(int Files, int Conversations, int FunctionEvents, int Skipped, int Malformed, int UnreadableFiles)
{
    public override string ToString()
        => $"Imported {Counted(Conversations, "conversation")} with {Counted(FunctionEvents, "function event")} from {Counted(Files, "file")}"
            + Also(Skipped, Skipped.ToString(CultureInfo.InvariantCulture) + " already there and skipped")
            + Also(Malformed, Malformed.ToString(CultureInfo.InvariantCulture) + " malformed and left out")
            + Also(UnreadableFiles, Counted(UnreadableFiles, "file") + " not readable")
            + ".";

    private static string Counted(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Also(int count, string text) => count == 0 ? "" : "; " + text;
}

namespace WebConsole.Import;

/// <summary>A dialogue does not conform to the format.</summary>
/// <param name="position">The position in the file.</param>
/// <param name="reason">The error at that position.</param>
internal sealed class MalformedDialogueException(string position, string reason) : Exception($"{position}: {reason}")
{
    public string Position => position;

    public string Reason => reason;
}

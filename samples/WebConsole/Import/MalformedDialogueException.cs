namespace WebConsole.Import;

/// <summary>A dialogue is not what the format promises.</summary>
/// <param name="position">Where in the file.</param>
/// <param name="reason">What is wrong there.</param>
internal sealed class MalformedDialogueException(string position, string reason) : Exception($"{position}: {reason}")
{
    public string Position => position;

    public string Reason => reason;
}

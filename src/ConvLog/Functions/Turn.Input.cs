namespace ConvLog;

/// <content>What the user said, as far as it is known.</content>
public sealed partial class Turn
{
    private readonly MaskedText _userInput; // As the turn began.
    private volatile TurnInfo? _info; // Replaced as a whole: a text is never read with the mask of another.

    /// <summary>What the user said; empty where the agent spoke first, and where it is not transcribed yet.</summary>
    public MaskedText UserInput => _info is { } info ? info.Input : _userInput;

    /// <summary>What the host told of the input, as it stands; null where it told nothing but the words.</summary>
    public TurnInfo? Info => _info;

    /// <summary>
    /// Says what the user said, in place of what was known, such as the final transcript. It may come after <see cref="Complete"/> and after the turn was
    /// disposed; after the end of the conversation it is counted and dropped.
    /// </summary>
    /// <param name="userInput">What the user said, personal parts masked. Empty changes nothing.</param>
    public void SetInput(MaskedText userInput)
    {
        if (!userInput.IsEmpty)
        {
            Revise(() => ChangeInput(_runtime.Capture.Text(userInput)));
        }
    }

    /// <summary>Adds a further message of the user to the input, on a line of its own, with its own mask; as late as <see cref="SetInput"/>.</summary>
    /// <param name="message">What the user said, personal parts masked. Empty adds nothing. Beyond <see cref="LogLimits.TextLength"/> nothing is added.</param>
    public void AddInput(MaskedText message)
    {
        if (!message.IsEmpty)
        {
            Revise(() => UserInput.Text.Length <= _runtime.Capture.Limits.TextLength
                && ChangeInput(_runtime.Capture.Text(UserInput.IsEmpty ? message : Joined(UserInput, "\n", message))));
        }
    }

    /// <summary>Two texts as one, each with its mask.</summary>
    internal static MaskedText Joined(MaskedText first, string between, MaskedText second)
    {
        string text = $"{first.Text}{between}{second.Text}";
        return first.IsMasked || second.IsMasked ? new MaskedText(text, $"{first.Shown}{between}{second.Shown}") : text;
    }

    private bool ChangeInput(MaskedText input)
    {
        if (input == UserInput)
        {
            return false;
        }

        _info = (_info ?? new TurnInfo()) with { Input = input, InputAt = _runtime.Time.GetUtcNow() };
        return true;
    }
}

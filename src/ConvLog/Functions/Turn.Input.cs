namespace ConvLog;

/// <content>The user's input, as far as it is known.</content>
public sealed partial class Turn
{
    private readonly MaskedText _userInput; // At the turn's beginning.
    private volatile TurnInfo? _info; // Replaced as a whole, so that a text is never read with the mask of another.

    /// <summary>The user's input; empty if the agent spoke first, or if the input has not been transcribed yet.</summary>
    public MaskedText UserInput => _info is { } info ? info.Input : _userInput;

    /// <summary>The current details of the input; null if the host gave only its text.</summary>
    public TurnInfo? Info => _info;

    /// <summary>
    /// Replaces the user's input, for example with the final transcript. May be called after <see cref="Complete"/> and after the turn was disposed; after
    /// the end of the conversation the change is counted and dropped.
    /// </summary>
    /// <param name="userInput">The user's input, with personal parts masked. An empty one has no effect.</param>
    public void SetInput(MaskedText userInput)
    {
        if (!userInput.IsEmpty)
        {
            Revise(() => ChangeInput(_runtime.Capture.Text(userInput)));
        }
    }

    /// <summary>Appends a further message of the user to the input, on a separate line and with its own mask. May be called as late as
    /// <see cref="SetInput"/>.</summary>
    /// <param name="message">The message, with personal parts masked. An empty one has no effect. Text beyond <see cref="LogLimits.TextLength"/> is not
    /// added.</param>
    public void AddInput(MaskedText message)
    {
        if (!message.IsEmpty)
        {
            Revise(() => UserInput.Text.Length <= _runtime.Capture.Limits.TextLength
                && ChangeInput(_runtime.Capture.Text(UserInput.IsEmpty ? message : Joined(UserInput, "\n", message))));
        }
    }

    /// <summary>Concatenates two texts, each with its mask.</summary>
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

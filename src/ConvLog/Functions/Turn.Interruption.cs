using ConvLog.Functions;

namespace ConvLog;

/// <content>How far the answer came.</content>
public sealed partial class Turn
{
    private MaskedText _heard; // As the host reported it.
    private int? _heardCharacters; // In its place.
    private MaskedText _streamed;

    /// <summary>Whether the user talked over the answer, see <see cref="Interrupt(MaskedText, TimeSpan?)"/>.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>
    /// The part of the answer that the user heard before the interruption, as the host reported it; where it reported none, <see cref="Streamed"/>. Empty where
    /// neither is known.
    /// </summary>
    public MaskedText Heard
    {
        get
        {
            lock (_lock)
            {
                return IsInterrupted && _heardCharacters is null && _heard.IsEmpty ? _streamed : ReportedHeard;
            }
        }
    }

    /// <summary>
    /// The part of the answer that was streamed when the user interrupted it, or left: the user heard as much or less. Empty where nothing was streamed, or
    /// all.
    /// </summary>
    public MaskedText Streamed
    {
        get
        {
            lock (_lock)
            {
                return _streamed;
            }
        }
    }

    /// <summary>How long the answer had played when the user interrupted it; null where not known.</summary>
    public TimeSpan? InterruptedAfter { get; private set; }

    /// <summary>What the host reported of what the user heard; empty where it did not.</summary>
    internal MaskedText ReportedHeard
    {
        get
        {
            lock (_lock)
            {
                return _heardCharacters is { } count ? HeardText.First(_agentResponse, count) : HeardText.Of(_heard, _agentResponse);
            }
        }
    }

    /// <summary>
    /// Says that the user talked over the answer. It changes no outcome, and may be called before or after <see cref="Complete"/>, after the turn was disposed,
    /// and again: the last word counts. After the end of the conversation it is ignored.
    /// </summary>
    /// <param name="heard">The part of the answer that the user heard, its personal parts masked. Without a mask it is personal as a whole where the answer has
    /// one. Empty where not known: an earlier report stays.</param>
    /// <param name="after">How long the answer had played; below zero is taken as zero. Null where not known: an earlier report stays.</param>
    public void Interrupt(MaskedText heard = default, TimeSpan? after = null) => Revise(() =>
    {
        if (!heard.IsEmpty)
        {
            (_heard, _heardCharacters) = (_runtime.Capture.Text(heard), null);
        }

        return Interrupted(after);
    });

    /// <summary>Says that the user talked over the answer, as above, and heard its beginning.</summary>
    /// <param name="characters">How many characters of the answer the user heard, in UTF-16 units; it keeps the mask. Below zero is taken as zero, more
    /// than the answer has as all of it. An answer that is not known yet is cut when it is.</param>
    /// <param name="after">As above.</param>
    public void Interrupt(int characters, TimeSpan? after = null) => Revise(() =>
    {
        _heardCharacters = characters;
        return Interrupted(after);
    });

    /// <summary>Takes what was streamed of the answer by the time that the user interrupted it or left. What was heard is the host's to say.</summary>
    internal void SetStreamed(MaskedText streamed) => Revise(() =>
    {
        _streamed = _runtime.Capture.Text(streamed);
        return true;
    });

    private bool Interrupted(TimeSpan? after)
    {
        IsInterrupted = true;
        InterruptedAfter = after < TimeSpan.Zero ? TimeSpan.Zero : after ?? InterruptedAfter;
        return true;
    }
}

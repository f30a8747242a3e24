using ConvLog.Functions;

namespace ConvLog;

/// <content>How far the answer came.</content>
public sealed partial class Turn
{
    private volatile Playback? _playback; // Replaced as a whole; null where nothing is known.

    /// <summary>Whether the user talked over the answer, see <see cref="Interrupt(MaskedText, TimeSpan?)"/>.</summary>
    public bool IsInterrupted => _playback is { IsInterrupted: true };

    /// <summary>
    /// The part of the answer that the user heard before the interruption, as the host reported it; where it reported none, <see cref="Streamed"/>. Empty where
    /// neither is known.
    /// </summary>
    public MaskedText Heard
        => _playback is not { } played ? default
        : played is { IsInterrupted: true, HeardCharacters: null, Heard.IsEmpty: true } ? played.Streamed
        : played.ReportedOf(AgentResponse);

    /// <summary>
    /// The part of the answer that was streamed when the user interrupted it, or left: the user heard as much or less. Empty where nothing was streamed, or
    /// all.
    /// </summary>
    public MaskedText Streamed => _playback?.Streamed ?? default;

    /// <summary>How long the answer had played when the user interrupted it; null where not known.</summary>
    public TimeSpan? InterruptedAfter => _playback?.After;

    /// <summary>How far the answer came; null where nothing is known.</summary>
    internal Playback? Playback => _playback;

    /// <summary>
    /// Says that the user talked over the answer. It changes no outcome, and may be called before or after <see cref="Complete"/>, after the turn was disposed,
    /// and again: the last word counts. After the end of the conversation it is counted and dropped.
    /// </summary>
    /// <param name="heard">The part of the answer that the user heard, its personal parts masked. Without a mask it is personal as a whole where the answer has
    /// one. Empty where not known: an earlier report stays.</param>
    /// <param name="after">How long the answer had played; below zero is taken as zero. Null where not known: an earlier report stays.</param>
    public void Interrupt(MaskedText heard = default, TimeSpan? after = null) => Play(played
        => played.Interrupted(_runtime.Capture.Text(heard), characters: null, after));

    /// <summary>Says that the user talked over the answer, as above, and heard its beginning.</summary>
    /// <param name="characters">How many characters of the answer the user heard, in UTF-16 units; it keeps the mask. Below zero is taken as zero, more
    /// than the answer has as all of it. An answer that is not known yet is cut when it is.</param>
    /// <param name="after">As above.</param>
    public void Interrupt(int characters, TimeSpan? after = null) => Play(played => played.Interrupted(heard: default, characters, after));

    /// <summary>Takes what was streamed of the answer by the time that the user interrupted it or left. What was heard is the host's to say.</summary>
    internal void SetStreamed(MaskedText streamed) => Play(played => played.Of(_runtime.Capture.Text(streamed)));

    private void Play(Func<Playback, Playback> change) => Revise(
        () =>
        {
            _playback = change(_playback ?? new Playback());
            return true;
        },
        isTold: true);
}

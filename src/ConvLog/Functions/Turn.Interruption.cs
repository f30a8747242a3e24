using ConvLog.Functions;

namespace ConvLog;

/// <content>How much of the answer was played.</content>
public sealed partial class Turn
{
    private volatile Playback? _playback; // Replaced as a whole; null if unknown.

    /// <summary>Whether the user interrupted the answer, see <see cref="Interrupt(MaskedText, TimeSpan?)"/>.</summary>
    public bool IsInterrupted => _playback is { IsInterrupted: true };

    /// <summary>
    /// The part of the answer that the user heard before the interruption, as reported by the host, otherwise <see cref="Streamed"/>. Empty if neither is
    /// known.
    /// </summary>
    public MaskedText Heard
        => _playback is not { } played ? default
        : played is { IsInterrupted: true, HeardCharacters: null, Heard.IsEmpty: true } ? played.Streamed
        : played.HeardPartOf(AgentResponse);

    /// <summary>
    /// The part of the answer that had been streamed when the user interrupted it or left; the user may have heard less. Empty if none or all of the answer
    /// was streamed.
    /// </summary>
    public MaskedText Streamed => _playback?.Streamed ?? default;

    /// <summary>How long the answer had played when the user interrupted it; null if unknown.</summary>
    public TimeSpan? InterruptedAfter => _playback?.After;

    /// <summary>How much of the answer was played; null if unknown.</summary>
    internal Playback? Playback => _playback;

    /// <summary>
    /// Records that the user interrupted the answer. Does not change the outcome. May be called before or after <see cref="Complete"/>, after the turn was
    /// disposed, and repeatedly: the last report counts. After the end of the conversation the report is counted and dropped.
    /// </summary>
    /// <param name="heard">The part of the answer that the user heard, with personal parts masked. If it has no mask and the answer has one, the whole text
    /// is personal. Empty if unknown, which keeps an earlier report.</param>
    /// <param name="after">How long the answer had played; a negative value counts as zero. Null if unknown, which keeps an earlier report.</param>
    public void Interrupt(MaskedText heard = default, TimeSpan? after = null) => UpdatePlayback(played
        => played.Interrupted(_runtime.Capture.Text(heard), characters: null, after));

    /// <summary>Records that the user interrupted the answer after hearing its beginning; otherwise the same as
    /// <see cref="Interrupt(MaskedText, TimeSpan?)"/>.</summary>
    /// <param name="characters">The length of the part that the user heard, in UTF-16 code units; it is masked like the answer. A negative value counts as
    /// zero, one above the answer's length as the whole answer. If the answer is not known yet, the part is taken from it later.</param>
    /// <param name="after">How long the answer had played; a negative value counts as zero. Null if unknown, which keeps an earlier report.</param>
    public void Interrupt(int characters, TimeSpan? after = null) => UpdatePlayback(played => played.Interrupted(heard: default, characters, after));

    /// <summary>Records the part of the answer that had been streamed when the user interrupted it or left. The host reports what the user heard.</summary>
    internal void SetStreamed(MaskedText streamed) => UpdatePlayback(played => played.Of(_runtime.Capture.Text(streamed)));

    private void UpdatePlayback(Func<Playback, Playback> change) => Revise(
        () =>
        {
            _playback = change(_playback ?? new Playback());
            return true;
        },
        publishWhileOpen: true);
}

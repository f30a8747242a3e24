namespace ConvLog.Functions;

/// <summary>How much of an answer was played; set for few turns. Immutable.</summary>
internal sealed class Playback
{
    /// <summary>Whether the user talked over the answer.</summary>
    public bool IsInterrupted { get; private init; }

    /// <summary>The part that the user heard, as reported by the host; empty if not reported, or reported as <see cref="HeardCharacters"/>.</summary>
    public MaskedText Heard { get; private init; }

    /// <summary>The number of characters of the answer that the user heard; null if not reported.</summary>
    public int? HeardCharacters { get; private init; }

    /// <summary>How long the answer had played; null if unknown.</summary>
    public TimeSpan? After { get; private init; }

    /// <summary>The part that was streamed; empty if nothing or everything was.</summary>
    public MaskedText Streamed { get; private init; }

    /// <summary>The part of an answer that the user heard, as reported by the host; empty if not reported.</summary>
    public MaskedText HeardPartOf(MaskedText answer) => HeardCharacters is { } count ? HeardText.First(answer, count) : HeardText.Of(Heard, answer);

    /// <summary>The state after an interruption. Unknown values keep those of an earlier report.</summary>
    /// <param name="heard">The part that the user heard, as reported by the host; empty if unknown.</param>
    /// <param name="characters">The length of the heard part instead of its text; null if unknown.</param>
    /// <param name="after">How long the answer had played; null if unknown.</param>
    public Playback Interrupted(MaskedText heard, int? characters, TimeSpan? after)
    {
        bool isReported = !heard.IsEmpty || characters is not null;
        return new()
        {
            IsInterrupted = true,
            Heard = isReported ? heard : Heard,
            HeardCharacters = isReported ? characters : HeardCharacters,
            After = after < TimeSpan.Zero ? TimeSpan.Zero : after ?? After,
            Streamed = Streamed,
        };
    }

    /// <summary>The same state with a streamed part.</summary>
    public Playback Of(MaskedText streamed)
        => new() { IsInterrupted = IsInterrupted, Heard = Heard, HeardCharacters = HeardCharacters, After = After, Streamed = streamed };
}

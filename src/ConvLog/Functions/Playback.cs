namespace ConvLog.Functions;

/// <summary>How far an answer came, which few turns have. Immutable.</summary>
internal sealed class Playback
{
    /// <summary>Whether the user talked over the answer.</summary>
    public bool IsInterrupted { get; private init; }

    /// <summary>The part that the user heard, in the host's words; empty where it reported none, or <see cref="HeardCharacters"/>.</summary>
    public MaskedText Heard { get; private init; }

    /// <summary>How many characters of the answer the user heard; null where the host reported none.</summary>
    public int? HeardCharacters { get; private init; }

    /// <summary>How long the answer had played; null where not known.</summary>
    public TimeSpan? After { get; private init; }

    /// <summary>The part that was streamed; empty if nothing or everything was.</summary>
    public MaskedText Streamed { get; private init; }

    /// <summary>The part of an answer that the user heard, as the host reported it; empty where it did not.</summary>
    public MaskedText ReportedOf(MaskedText answer) => HeardCharacters is { } count ? HeardText.First(answer, count) : HeardText.Of(Heard, answer);

    /// <summary>The same after an interruption. A report that is not known leaves the earlier one.</summary>
    /// <param name="heard">The part that the user heard, in the host's words; empty where not known.</param>
    /// <param name="characters">Its length in its place; null where not known.</param>
    /// <param name="after">How long the answer had played; null where not known.</param>
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

    /// <summary>The same with a streamed part.</summary>
    public Playback Of(MaskedText streamed)
        => new() { IsInterrupted = IsInterrupted, Heard = Heard, HeardCharacters = HeardCharacters, After = After, Streamed = streamed };
}

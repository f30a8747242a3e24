using ConvLog.Functions;
using ConvLog.Records;

namespace ConvLog.Storage.Records;

/// <summary>
/// The changes of a turn that were not made by the opening that began it, and the values of that opening that they replace. The properties of the turn have the
/// changes applied.
/// </summary>
/// <remarks>
/// The changes are a set: merging them in any order, and any number of times, gives the same result. Changes that can no longer have an effect are left out.
/// </remarks>
internal sealed record LateChanges
{
    // Of added messages, and of said parts: a turn keeps a limited number of both, the first ones.
    private const int Most = 1_000;
    private const int MostCharacters = 64 * 1_024;

    /// <summary>The changes, ordered by time, without the turn's own properties: its ID, its conversation.</summary>
    public required IReadOnlyList<TurnChangeRecord> Changes { get; init; }

    /// <summary>The input without the changes. Like all of these values, it is set only if the changes affect it.</summary>
    public MaskedText UserInput { get; init; }

    /// <summary>When that input was reported.</summary>
    public DateTimeOffset? InputAt { get; init; }

    /// <summary>The answer without the changes.</summary>
    public MaskedText AgentResponse { get; init; }

    /// <summary>The said parts without the changes.</summary>
    public IReadOnlyList<SaidPart> Said { get; init; } = [];

    /// <summary>Whether the turn was interrupted without the changes.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>The heard part without the changes.</summary>
    public MaskedText Heard { get; init; }

    /// <summary>How long the answer had played without the changes.</summary>
    public TimeSpan? InterruptedAfter { get; init; }

    /// <summary>The durations of its stages without the changes.</summary>
    public TurnStages? Stages { get; init; }

    /// <summary>The part of the opening that began it; null if the turn has no other part.</summary>
    public TurnPart? OwnPart { get; init; }

    private bool ChangeInput => Changes.Any(ChangesInput);

    private bool ChangeAnswer => Changes.Any(static change => HasValue(change.Said));

    private bool Interrupt => Changes.Any(static change => change.IsInterrupted);

    private bool ChangeStages => Changes.Any(static change => change.Stages is not null);

    /// <summary>A turn with another change.</summary>
    public static TurnRecord Add(TurnRecord turn, TurnChangeRecord change) => Apply(Original(turn), Union(turn.Late?.Changes ?? [], [Normalized(change)]));

    /// <summary>Merges two revisions of a turn: the higher one, or the first of equal ones, with the changes of both.</summary>
    public static TurnRecord Merge(TurnRecord kept, TurnRecord given)
    {
        var latest = given.Revision > kept.Revision ? given : kept;
        return kept.Late is null && given.Late is null ? latest : Apply(Original(latest), Union(kept.Late?.Changes ?? [], given.Late?.Changes ?? []));
    }

    /// <summary>Whether two turns have the same changes.</summary>
    public static bool AreSame(TurnRecord one, TurnRecord other)
        => (one.Late?.Changes ?? []).Select(IdentityOf).SequenceEqual((other.Late?.Changes ?? []).Select(IdentityOf));

    private static (Guid Id, int Revision) IdentityOf(TurnChangeRecord change) => (change.Id, change.Part?.Revision ?? 0);

    /// <summary>Converts each text of the changes, and the texts that they replace.</summary>
    /// <param name="change">Converts a text.</param>
    /// <param name="answer">The turn's answer, which determines whether the heard part is personal.</param>
    public LateChanges With(Func<MaskedText, MaskedText> change, MaskedText answer) => this with
    {
        Changes = [.. Changes.Select(one => one with
        {
            Heard = change(HeardOf(one.Heard, answer)), UserInput = change(one.UserInput), AddedInput = change(one.AddedInput), Said = change(one.Said),
            Part = one.Part?.With(change),
        })],
        OwnPart = OwnPart?.With(change),
        UserInput = change(UserInput),
        AgentResponse = change(AgentResponse),
        Said = [.. Said.Select(part => part with { Text = change(part.Text) })],
        Heard = change(Heard),
    };

    /// <summary>All their texts.</summary>
    /// <param name="answer">The turn's answer, which determines whether the heard part is personal.</param>
    public IEnumerable<MaskedText> Texts(MaskedText answer) => Changes
        .SelectMany(one => new[] { HeardOf(one.Heard, answer), one.UserInput, one.AddedInput, one.Said }.Concat(one.Part?.Texts ?? []))
        .Concat(OwnPart?.Texts ?? [])
        .Concat(Said.Select(static part => part.Text)).Concat([UserInput, AgentResponse, Heard]).Where(HasValue);

    // Without a mask it is personal if the answer has one, and while the answer is unknown.
    private static MaskedText HeardOf(MaskedText heard, MaskedText answer)
        => answer.IsEmpty && !heard.IsEmpty && !heard.IsMasked ? new MaskedText(heard.Text) : HeardText.Of(heard, answer);

    // A masked text counts even if its full text is empty. Otherwise every reader could see that it is.
    private static bool HasValue(MaskedText text) => text != default;

    private static bool ChangesInput(TurnChangeRecord change) => HasValue(change.UserInput) || HasValue(change.AddedInput);

    private static TurnChangeRecord Normalized(TurnChangeRecord change)
        => change with { ConversationId = "", TurnId = "", GivenBy = null, Choice = null, CreatedAt = change.CreatedAt.ToUniversalTime() };

    private static TurnRecord Original(TurnRecord turn)
    {
        var told = WithoutChanges(turn);
        return turn.Late?.OwnPart is { } own ? TurnParts.Without(told, own) : told;
    }

    private static TurnRecord WithoutChanges(TurnRecord turn) => turn.Late is not { } late ? turn : turn with
    {
        Late = null,
        UserInput = late.ChangeInput ? late.UserInput : turn.UserInput,
        InputAt = late.ChangeInput ? late.InputAt : turn.InputAt,
        AgentResponse = late.ChangeAnswer ? late.AgentResponse : turn.AgentResponse,
        Said = late.ChangeAnswer ? late.Said : turn.Said,
        IsInterrupted = late.Interrupt ? late.IsInterrupted : turn.IsInterrupted,
        Heard = late.Interrupt ? late.Heard : turn.Heard,
        InterruptedAfter = late.Interrupt ? late.InterruptedAfter : turn.InterruptedAfter,
        Stages = late.ChangeStages ? late.Stages : turn.Stages,
    };

    private static TurnRecord Apply(TurnRecord begun, IReadOnlyList<TurnChangeRecord> changes)
    {
        var parts = TurnParts.In(changes);
        var own = parts.Count == 0 ? begun : TurnParts.With(begun, parts);
        var late = new LateChanges { Changes = changes, OwnPart = parts.Count == 0 ? null : TurnParts.Of(begun, 1) };
        late = late with
        {
            UserInput = late.ChangeInput ? own.UserInput : default,
            InputAt = late.ChangeInput ? own.InputAt : null,
            AgentResponse = late.ChangeAnswer ? own.AgentResponse : default,
            Said = late.ChangeAnswer ? own.Said : [],
            IsInterrupted = late.Interrupt && own.IsInterrupted,
            Heard = late.Interrupt ? own.Heard : default,
            InterruptedAfter = late.Interrupt ? own.InterruptedAfter : null,
            Stages = late.ChangeStages ? own.Stages : null,
        };
        SaidPart[] said = [.. own.Said.Concat(changes.Where(static change => HasValue(change.Said))
            .Select(static change => new SaidPart { Text = change.Said, At = change.CreatedAt, IsFiller = change.IsFiller })).OrderBy(static part => part.At)];
        bool isAnswerSaid = late.ChangeAnswer && (own.EndedAt is not null || own.Outcome is not null)
            && (!HasValue(own.AgentResponse) || own.AgentResponse == SaidPart.AnswerOf(own.Said));
        var turn = own with
        {
            Late = late,
            Said = late.ChangeAnswer ? said : own.Said,
            AgentResponse = isAnswerSaid ? SaidPart.AnswerOf(said) : own.AgentResponse,
        };
        return changes.Aggregate(turn, static (turn, change) => turn with
        {
            UserInput = Joined(HasValue(change.UserInput) ? change.UserInput : turn.UserInput, change.AddedInput),
            InputAt = ChangesInput(change) ? change.CreatedAt : turn.InputAt,
            IsInterrupted = turn.IsInterrupted || change.IsInterrupted,
            Heard = change.HeardCharacters is { } count ? HeardText.First(turn.AgentResponse, count)
                : HasValue(change.Heard) ? HeardOf(change.Heard, turn.AgentResponse) : turn.Heard,
            InterruptedAfter = change.InterruptedAfter ?? turn.InterruptedAfter,
            Stages = change.Stages is null ? turn.Stages : turn.Stages?.With(change.Stages) ?? change.Stages,
        });
    }

    // If neither was recorded, one marker is enough.
    private static MaskedText Joined(MaskedText first, MaskedText second)
        => !HasValue(second) || (first == MaskedText.NotRecorded && second == first) ? first : HasValue(first) ? Turn.Joined(first, "\n", second) : second;

    // Each of these sets depends only on the set of all changes, not on the order in which they were merged.
    private static TurnChangeRecord[] Union(IEnumerable<TurnChangeRecord> some, IEnumerable<TurnChangeRecord> others)
    {
        TurnChangeRecord[] all = [.. some.Concat(others).GroupBy(static change => change.Id)
            .Select(static revisions => revisions.MaxBy(static change => change.Part?.Revision ?? 0)!).OrderBy(static change => change.CreatedAt)
            .ThenBy(static change => change.Id)];
        HashSet<Guid> kept = [.. TurnParts.Limited(all).Select(static change => change.Id)];
        foreach (var counts in s_last)
        {
            if (all.LastOrDefault(counts) is { } last)
            {
                kept.Add(last.Id);
            }
        }

        kept.UnionWith(First(all, static change => change.AddedInput));
        kept.UnionWith(First(all, static change => change.Said));
        return Array.FindAll(all, change => kept.Contains(change.Id));
    }

    // Kinds of values for which the latest change counts.
    private static readonly Func<TurnChangeRecord, bool>[] s_last =
    [
        static change => change.IsInterrupted,
        static change => HasValue(change.Heard) || change.HeardCharacters is not null,
        static change => change.InterruptedAfter is not null,
        static change => HasValue(change.UserInput),
        static change => change.Stages?.SpeechToText is not null,
        static change => change.Stages?.Model is not null,
        static change => change.Stages?.Functions is not null,
        static change => change.Stages?.TextToSpeech is not null,
        static change => change.Stages?.FirstByte is not null,
    ];

    private static IEnumerable<Guid> First(TurnChangeRecord[] all, Func<TurnChangeRecord, MaskedText> textOf)
    {
        int characters = 0;
        foreach (var change in all.Where(change => HasValue(textOf(change))).Take(Most))
        {
            if (characters > MostCharacters)
            {
                yield break;
            }

            characters += textOf(change).Text.Length;
            yield return change.Id;
        }
    }
}

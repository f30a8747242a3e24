using ConvLog.Functions;
using ConvLog.Openings;

namespace ConvLog;

/// <summary>
/// A turn of the conversation referenced by its ID, to record what becomes known later, in another request or on another host. Never throws. Safe to use from
/// any thread.
/// </summary>
/// <remarks>
/// If the turn is open in this opening, or is its last turn, it is changed directly. Any other turn is resolved by the store's sink. If the conversation
/// still does not have the turn some seconds later, the change is dropped, counted and reported there (<see cref="SinkDropReason.Refused"/>). Changes may
/// arrive from several hosts in any order: they are ordered by their times and applied after those of the opening that began the turn.
/// </remarks>
public sealed class TurnReference
{
    private readonly SinkRuntime _runtime;

    internal TurnReference(SinkRuntime runtime, string? id) => (_runtime, Id) = (runtime, TurnId.Of(id) ?? "");

    /// <summary>The turn's ID, as <see cref="Turn.Id"/>; empty if none was given.</summary>
    public string Id { get; }

    /// <inheritdoc cref="Turn.Interrupt(MaskedText, TimeSpan?)"/>
    public void Interrupt(MaskedText heard = default, TimeSpan? after = null)
    {
        if (_runtime.FindTurn(Id) is { } turn)
        {
            turn.Interrupt(heard, after);
            return;
        }

        _runtime.Change(Id, (change, capture) => change with { IsInterrupted = true, Heard = capture.Text(heard), InterruptedAfter = NotBelowZero(after) });
    }

    /// <inheritdoc cref="Turn.Interrupt(int, TimeSpan?)"/>
    public void Interrupt(int characters, TimeSpan? after = null)
    {
        if (_runtime.FindTurn(Id) is { } turn)
        {
            turn.Interrupt(characters, after);
            return;
        }

        _runtime.Change(Id, (change, _) => change with
        {
            IsInterrupted = true,
            HeardCharacters = Math.Max(characters, 0),
            InterruptedAfter = NotBelowZero(after),
        });
    }

    /// <inheritdoc cref="Turn.SetStages"/>
    public void SetStages(TurnStages stages)
    {
        if (_runtime.FindTurn(Id) is { } turn)
        {
            turn.SetStages(stages);
        }
        else if (stages is not null and { IsEmpty: false })
        {
            _runtime.Change(Id, (change, _) => change with { Stages = stages });
        }
    }

    /// <inheritdoc cref="Turn.SetInput"/>
    public void SetInput(MaskedText userInput)
    {
        if (_runtime.FindTurn(Id) is { } turn)
        {
            turn.SetInput(userInput);
        }
        else if (!userInput.IsEmpty)
        {
            _runtime.Change(Id, (change, capture) => change with { UserInput = capture.Text(userInput) });
        }
    }

    /// <inheritdoc cref="Turn.AddInput"/>
    public void AddInput(MaskedText message)
    {
        if (_runtime.FindTurn(Id) is { } turn)
        {
            turn.AddInput(message);
        }
        else if (!message.IsEmpty)
        {
            _runtime.Change(Id, (change, capture) => change with { AddedInput = capture.Text(message) });
        }
    }

    /// <summary>
    /// Records a part of the answer as it is spoken. If the turn has no answer of its own, the parts form the answer, in the order of their times.
    /// </summary>
    /// <inheritdoc cref="Turn.Say"/>
    public void Say(MaskedText part, bool filler = false)
    {
        if (_runtime.FindTurn(Id) is { } turn)
        {
            turn.Say(part, filler);
        }
        else if (!part.IsEmpty)
        {
            _runtime.Change(Id, (change, capture) => change with { Said = capture.Text(part), IsFiller = filler });
        }
    }

    /// <inheritdoc cref="Conversation.AddTurnFeedback(string, FeedbackRating?, string?, FeedbackSource)"/>
    public void AddFeedback(FeedbackRating? rating, string? comment = null, FeedbackSource source = FeedbackSource.User)
        => _runtime.Judgments.AddFeedback(rating, comment, source, _runtime.FindTurn(Id), _runtime.ChoiceOf(Id));

    /// <inheritdoc cref="Turn.Score"/>
    public void Score(string name, ScoreValue value, ScoreSource source = ScoreSource.Code, string? comment = null, string? scorer = null,
        string? scorerVersion = null)
        => _runtime.Score(new ScoreTarget { Turn = _runtime.FindTurn(Id), TurnId = Id }, name, value, source, comment, scorer, scorerVersion);

    /// <inheritdoc cref="Turn.AddLabel"/>
    public void AddLabel(string label, string? author = null) => _runtime.Judgments.Label(Id, _runtime.ChoiceOf(Id), label, author, isRemoved: false);

    /// <inheritdoc cref="Turn.RemoveLabel"/>
    public void RemoveLabel(string label, string? author = null) => _runtime.Judgments.Label(Id, _runtime.ChoiceOf(Id), label, author, isRemoved: true);

    private static TimeSpan? NotBelowZero(TimeSpan? time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}

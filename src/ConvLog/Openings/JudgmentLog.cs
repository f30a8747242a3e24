using ConvLog.Functions;
using ConvLog.Records;

namespace ConvLog.Openings;

/// <summary>
/// Records what people, models and code say about a conversation and its turns: ratings, scores, labels, improved answers and notes. They may be about turns of
/// another opening, which only the store can find. Safe to use from any thread; never throws.
/// </summary>
/// <param name="runtime">The opening.</param>
/// <param name="scores">Which scores and reasons are accepted.</param>
internal sealed class JudgmentLog(SinkRuntime runtime, ScoreCheck scores)
{
    /// <inheritdoc cref="ConversationRuntime.Score"/>
    public void Score(in ScoreTarget target, string? name, ScoreValue value, ScoreSource source, string? comment, string? scorer, string? scorerVersion)
    {
        var (turn, function, model) = (target.Turn, target.Function, target.ModelCall);
        turn ??= function?.Turn ?? model?.Turn;
        string? turnId = turn?.Id ?? target.TurnId;
        var choice = turn is null && turnId is not null ? new TurnChoice(Id: turnId) : null;
        runtime.Guarded(() =>
        {
            string known = runtime.Capture.Name(name);
            value = value.Category is { } category ? runtime.Capture.Name(category) : value;
            bool isRating = string.Equals(known, ScoreRules.Rating, StringComparison.Ordinal);
            if (isRating && value.YesNo is { } isUp && source is ScoreSource.User or ScoreSource.Team && turnId is not null
                && function is null && model is null)
            {
                AddFeedback(
                    isUp ? FeedbackRating.Like : FeedbackRating.Dislike, comment, source == ScoreSource.User ? FeedbackSource.User : FeedbackSource.Team, turn,
                    choice);
                return;
            }

            if (isRating)
            {
                scores.RefuseRating();
                return;
            }

            if (!scores.Accepts(known, value))
            {
                return;
            }

            (scorer, scorerVersion) = (runtime.Capture.OptionalText(scorer), runtime.Capture.OptionalText(scorerVersion));
            runtime.Sink.Record(new ScoreRecord
            {
                ConversationId = runtime.Writer.ConversationId,
                GivenBy = runtime.Writer.Id,
                Id = ScoreRecord.IdOf(turnId, function?.Id, model?.Id, known, source, scorer, scorerVersion),
                TurnId = turnId,
                Choice = choice,
                FunctionEventId = function?.Id,
                ModelCallId = model?.Id,
                Name = known,
                Value = value,
                Source = source,
                Scorer = scorer,
                ScorerVersion = scorerVersion,
                Comment = runtime.Capture.FreeText(comment),
                CreatedAt = runtime.Time.GetDistinctUtcNow(),
            });
        });
    }

    public void AddFeedback(
        FeedbackRating? rating,
        string? comment,
        FeedbackSource source,
        Turn? turn,
        TurnChoice? choice = null,
        IEnumerable<string?>? reasons = null) => runtime.Guarded(() =>
    {
        (string id, var chosen) = Find(turn, choice);
        runtime.Sink.Record(new FeedbackRecord
        {
            ConversationId = runtime.Writer.ConversationId,
            GivenBy = runtime.Writer.Id,
            TurnId = id,
            Choice = chosen,
            Source = source,
            Rating = rating,
            Comment = runtime.Capture.FreeText(comment),
            Reasons = rating is null || reasons is null ? [] : scores.Accepted(reasons),
            CreatedAt = runtime.Time.GetDistinctUtcNow(),
        });
    });

    public void Label(string? turnId, TurnChoice? choice, string? label, string? author, bool isRemoved)
        => runtime.Guarded(() => runtime.Sink.Record(new LabelRecord
        {
            ConversationId = runtime.Writer.ConversationId,
            GivenBy = runtime.Writer.Id,
            TurnId = turnId,
            Choice = choice,
            Label = runtime.Capture.Name(label),
            IsRemoved = isRemoved,
            Author = runtime.Capture.OptionalText(author),
            CreatedAt = runtime.Time.GetDistinctUtcNow(),
        }));

    public void Annotate(string? improvedAnswer, string? author, Turn? turn, TurnChoice? choice = null) => runtime.Guarded(() =>
    {
        if (!runtime.Capture.KeepsText)
        {
            return;
        }

        (string id, var chosen) = Find(turn, choice);
        runtime.Sink.Record(new AnnotationRecord
        {
            ConversationId = runtime.Writer.ConversationId,
            GivenBy = runtime.Writer.Id,
            Id = runtime.Writer.NewId(),
            TurnId = id,
            Choice = chosen,
            ImprovedAnswer = runtime.Capture.Text(improvedAnswer).Text,
            Author = runtime.Capture.OptionalText(author),
            CreatedAt = runtime.Time.GetDistinctUtcNow(),
        });
    });

    public void AddNote(string? text, string? author) => runtime.Guarded(() =>
    {
        if (runtime.Capture.KeepsText)
        {
            runtime.Sink.Record(new NoteRecord
            {
                ConversationId = runtime.Writer.ConversationId,
                GivenBy = runtime.Writer.Id,
                Id = runtime.Writer.NewId(),
                Text = runtime.Capture.Text(text).Text,
                Author = runtime.Capture.OptionalText(author),
                CreatedAt = runtime.Time.GetDistinctUtcNow(),
            });
        }
    });

    // For turns of this opening the ID is known; whether any other turn exists, only the store knows.
    private (string Id, TurnChoice? Choice) Find(Turn? turn, TurnChoice? choice)
    {
        if (choice is null)
        {
            turn ??= runtime.LatestTurn;
            if (turn?.IsOf(runtime) == true)
            {
                return (turn.Id, null);
            }

            // A host's IDs are unique only within one conversation, so a turn of another conversation is never one of this, whatever its ID.
            bool isOfAnother = turn is not null && !string.Equals(turn.ConversationId, runtime.Writer.ConversationId, StringComparison.Ordinal);
            choice = turn is null ? TurnChoice.Latest : new TurnChoice(isOfAnother ? "" : turn.Id);
        }

        return (choice.Id ?? "", choice);
    }
}

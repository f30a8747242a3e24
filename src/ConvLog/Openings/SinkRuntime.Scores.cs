using ConvLog.Functions;
using ConvLog.Records;
using Microsoft.Extensions.Logging;

namespace ConvLog.Openings;

/// <content>Ratings, scores and labels. None of them throws an exception into the function.</content>
internal sealed partial class SinkRuntime
{
    private readonly ScoreRules _scoreRules;
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    public override void Score(
        in ScoreTarget target, string? name, ScoreValue value, ScoreSource source, string? comment, string? scorer, string? scorerVersion)
    {
        var (turn, function, model) = (target.Turn, target.Function, target.ModelCall);
        turn ??= function?.Turn ?? model?.Turn;
        string? turnId = turn?.Id ?? target.TurnId;
        var choice = turn is null && turnId is not null ? new TurnChoice(Id: turnId) : null;
        Guarded(() =>
        {
            string known = Capture.Name(name);
            value = value.Category is { } category ? Capture.Name(category) : value;
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
                Refuse(known, "The score rating is yes or no, of a turn, by the user or the team.");
                return;
            }

            if (_scoreRules.Refusal(known, value) is { } refusal)
            {
                Refuse(known, refusal);
                return;
            }

            (scorer, scorerVersion) = (Capture.OptionalText(scorer), Capture.OptionalText(scorerVersion));
            Sink.Record(new ScoreRecord
            {
                ConversationId = Writer.ConversationId,
                GivenBy = Writer.Id,
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
                Comment = Capture.FreeText(comment),
                CreatedAt = NextMoment(),
            });
        });
    }

    public void AddFeedback(
        FeedbackRating? rating,
        string? comment,
        FeedbackSource source,
        Turn? turn,
        TurnChoice? choice = null,
        IEnumerable<string?>? reasons = null) => Guarded(() =>
    {
        (string id, var chosen) = Find(turn, choice);
        Sink.Record(new FeedbackRecord
        {
            ConversationId = Writer.ConversationId,
            GivenBy = Writer.Id,
            TurnId = id,
            Choice = chosen,
            Source = source,
            Rating = rating,
            Comment = Capture.FreeText(comment),
            Reasons = rating is null || reasons is null ? [] : Known(reasons),
            CreatedAt = NextMoment(),
        });
    });

    public override void Label(Turn? turn, string? label, string? author, bool isRemoved) => Label(turn?.Id, choice: null, label, author, isRemoved);

    public void LabelTurn(string turnId, string? label, string? author, bool isRemoved) => Label(turnId, ChoiceOf(turnId), label, author, isRemoved);

    private void Label(string? turnId, TurnChoice? choice, string? label, string? author, bool isRemoved) => Guarded(() => Sink.Record(new LabelRecord
    {
        ConversationId = Writer.ConversationId,
        GivenBy = Writer.Id,
        TurnId = turnId,
        Choice = choice,
        Label = Capture.Name(label),
        IsRemoved = isRemoved,
        Author = Capture.OptionalText(author),
        CreatedAt = NextMoment(),
    }));

    private List<string> Known(IEnumerable<string?> reasons)
    {
        var known = new List<string>();
        foreach (string? reason in reasons)
        {
            if (_scoreRules.Refusal(reason ?? "") is { } refusal)
            {
                Refuse(ScoreRules.Rating, refusal);
            }
            else if (!known.Contains(reason!, StringComparer.Ordinal))
            {
                known.Add(reason!);
            }
        }

        return known;
    }

    // Each name is reported once per conversation.
    private void Refuse(string name, string refusal)
    {
        bool isFirst;
        lock (_lock)
        {
            isFirst = _refused.Add(name);
        }

        if (isFirst)
        {
            LogRefused(_logger, Writer.ConversationId, refusal, name);
        }
    }

    [LoggerMessage(23, LogLevel.Warning, "Conversation {ConversationId} refused a score. {Refusal} Further ones of the score {Name} are not reported.")]
    private static partial void LogRefused(ILogger logger, string conversationId, string refusal, string name);
}

namespace ConvLog.Tests.Recount;

/// <content>What users, the team and programs say of it.</content>
internal sealed partial class PlayedConversation
{
    private static readonly string[] s_reasons = ["too long", "tone"];

    private readonly Dictionary<ToldTurn, (Turn Turn, Conversation Conversation)> _live = new(ReferenceEqualityComparer.Instance);

    private void Judge()
    {
        var opening = _open[^1];
        foreach (var turn in _told.Turns.Where(_ => _random.Next(4) == 0))
        {
            Rate(turn, FeedbackSource.User);
            if (_random.Next(3) == 0)
            {
                Rate(turn, FeedbackSource.Team);
            }
        }

        foreach (string label in (string[])["vip", "follow up"])
        {
            var turn = _told.Turns.Count > 0 && _random.Next(2) == 0 ? Of([.. _told.Turns]) : null;
            if (_random.Next(4) == 0)
            {
                Label(opening.Conversation, label, turn);
            }
        }

        if (_random.Next(4) == 0)
        {
            int value = _random.Next(1, 6);
            Score(opening.Conversation, new ToldScore("csat", value, null, null, IsMetric: false), value);
        }

        if (_random.Next(4) == 0)
        {
            bool isSolved = _random.Next(2) == 0;
            Score(opening.Conversation, new ToldScore("resolved", null, isSolved, null, IsMetric: false), isSolved);
        }

        if (_random.Next(4) == 0)
        {
            string tone = Of(["friendly", "curt"]);
            Score(opening.Conversation, new ToldScore("voice", null, null, tone, IsMetric: false), tone);
        }

        if (_random.Next(4) == 0)
        {
            int retries = _random.Next(4);
            opening.Conversation.WriteMetric("retries", retries);
            _told.Scores.Add(new ToldScore("retries", retries, null, null, IsMetric: true));
            Happened();
        }

        if (_told.Turns.Count > 0 && _random.Next(8) == 0)
        {
            opening.Conversation.AnnotateTurn(Of([.. _told.Turns]).Id, "We have 20:00.", "ada");
            _told.IsAnnotated = true;
        }

        if (_random.Next(6) == 0)
        {
            _told.Handoff = ("people", Of(["asked for it", "angry"]));
            opening.Conversation.HandOff("people", _told.Handoff.Value.Reason);
            Happened();
        }

        (_told.IsRead, _told.AssignedTo) = (_random.Next(3) == 0, _random.Next(4) == 0 ? Of(["Ada", "Bo"]) : null);
        _told.EndReason = _random.Next(5) == 0 ? Of([EndReason.UserEnded, EndReason.AgentEnded]) : null;
    }

    private void Rate(ToldTurn turn, FeedbackSource source)
    {
        var rating = Of([FeedbackRating.Like, FeedbackRating.Dislike]);
        bool hasComment = _random.Next(3) == 0;
        string[] reasons = rating == FeedbackRating.Dislike ? [.. s_reasons.Where(_ => _random.Next(3) == 0)] : [];
        var (live, conversation) = _live[turn];
        conversation.AddFeedback(rating, hasComment ? "as I said" : null, reasons, source, live);
        _told.Ratings.Add(new ToldRating(turn, source, rating, hasComment, reasons));
    }

    private void Label(Conversation conversation, string label, ToldTurn? turn)
    {
        if (turn is null)
        {
            conversation.AddLabel(label);
        }
        else
        {
            conversation.Turn(turn.Id).AddLabel(label);
        }

        _told.Labels.Add((label, turn));
    }

    private void Score(Conversation conversation, ToldScore score, ScoreValue value)
    {
        conversation.Score(score.Name, value);
        _told.Scores.Add(score);
    }
}

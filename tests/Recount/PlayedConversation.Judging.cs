namespace ConvLog.Tests.Recount;

/// <content>What users, the team and programs say of it.</content>
internal sealed partial class PlayedConversation
{
    private static readonly string[] s_reasons = ["too long", "tone"];

    private readonly Dictionary<ExpectedTurn, (Turn Turn, Conversation Conversation)> _live = new(ReferenceEqualityComparer.Instance);

    private void Judge()
    {
        var opening = _open[^1];
        foreach (var turn in _expected.Turns.Where(_ => _random.Next(4) == 0))
        {
            Rate(turn, FeedbackSource.User);
            if (_random.Next(3) == 0)
            {
                Rate(turn, FeedbackSource.Team);
            }
        }

        foreach (string label in (string[])["vip", "follow up"])
        {
            var turn = _expected.Turns.Count > 0 && _random.Next(2) == 0 ? Of([.. _expected.Turns]) : null;
            if (_random.Next(4) == 0)
            {
                Label(opening.Conversation, label, turn);
            }
        }

        if (_random.Next(4) == 0)
        {
            int value = _random.Next(1, 6);
            Score(opening.Conversation, new ExpectedScore("csat", value, null, null, IsMetric: false), value);
        }

        if (_random.Next(4) == 0)
        {
            bool isSolved = _random.Next(2) == 0;
            Score(opening.Conversation, new ExpectedScore("resolved", null, isSolved, null, IsMetric: false), isSolved);
        }

        if (_random.Next(4) == 0)
        {
            string tone = Of(["friendly", "curt"]);
            Score(opening.Conversation, new ExpectedScore("voice", null, null, tone, IsMetric: false), tone);
        }

        if (_random.Next(4) == 0)
        {
            int retries = _random.Next(4);
            opening.Conversation.WriteMetric("retries", retries);
            _expected.Scores.Add(new ExpectedScore("retries", retries, null, null, IsMetric: true));
            Happened();
        }

        if (_expected.Turns.Count > 0 && _random.Next(8) == 0)
        {
            opening.Conversation.AnnotateTurn(Of([.. _expected.Turns]).Id, "We have 20:00.", "ada");
            _expected.IsAnnotated = true;
        }

        if (_random.Next(6) == 0)
        {
            _expected.Handoff = ("people", Of(["asked for it", "angry"]));
            opening.Conversation.HandOff("people", _expected.Handoff.Value.Reason);
            Happened();
        }

        (_expected.IsRead, _expected.AssignedTo) = (_random.Next(3) == 0, _random.Next(4) == 0 ? Of(["Ada", "Bo"]) : null);
        _expected.EndReason = _random.Next(5) == 0 ? Of([EndReason.UserEnded, EndReason.AgentEnded]) : null;
    }

    private void Rate(ExpectedTurn turn, FeedbackSource source)
    {
        var rating = Of([FeedbackRating.Like, FeedbackRating.Dislike]);
        bool hasComment = _random.Next(3) == 0;
        string[] reasons = rating == FeedbackRating.Dislike ? [.. s_reasons.Where(_ => _random.Next(3) == 0)] : [];
        var (live, conversation) = _live[turn];
        conversation.AddFeedback(rating, hasComment ? "as I said" : null, reasons, source, live);
        _expected.Ratings.Add(new ExpectedRating(turn, source, rating, hasComment, reasons));
    }

    private void Label(Conversation conversation, string label, ExpectedTurn? turn)
    {
        if (turn is null)
        {
            conversation.AddLabel(label);
        }
        else
        {
            conversation.Turn(turn.Id).AddLabel(label);
        }

        _expected.Labels.Add((label, turn));
    }

    private void Score(Conversation conversation, ExpectedScore score, ScoreValue value)
    {
        conversation.Score(score.Name, value);
        _expected.Scores.Add(score);
    }
}

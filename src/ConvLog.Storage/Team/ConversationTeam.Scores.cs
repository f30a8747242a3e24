using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Privacy;

namespace ConvLog;

/// <content>Scores and labels.</content>
public sealed partial class ConversationTeam
{
    /// <summary>The reasons that a rating may have: <see cref="ConvLogOptions.FeedbackReasons"/>.</summary>
    public IReadOnlyList<string> Reasons => _rules.Reasons;

    /// <summary>The scores that the host declares: <see cref="ConvLogOptions.Scores"/>.</summary>
    public IReadOnlyList<ScoreDefinition> ScoreDefinitions => _rules.Definitions;

    /// <summary>
    /// Scores a conversation, a turn, a function call or a model call. There is one score for each name, source, scorer and version; a new one replaces it.
    /// </summary>
    /// <param name="reader">The author.</param>
    /// <param name="score">The score.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    /// <returns>The result, with the score's id; <see cref="TeamResult.IsUnchanged"/> if the same score already exists.</returns>
    public async ValueTask<TeamResult> ScoreAsync(Reader reader, ScoreInput score, CancellationToken cancellationToken = default)
        => (await ScoreAllAsync(reader, [score], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Stores several scores. Each is decided independently: a refused score does not affect the others.</summary>
    /// <param name="reader">The author.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    /// <returns>The result of each, in their order.</returns>
    public async ValueTask<IReadOnlyList<TeamResult>> ScoreAllAsync(
        Reader reader, IReadOnlyList<ScoreInput> scores, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(scores);
        var results = new TeamResult[scores.Count];
        var places = scores.Select(static (score, place) => (Score: score, Place: place));
        foreach (var ofOne in places.GroupBy(static one => one.Score.ConversationId, StringComparer.Ordinal))
        {
            var conversation = string.IsNullOrEmpty(ofOne.Key)
                ? null : await _store.ReadCurrentAsync(ofOne.Key, PersonalData.Comments, cancellationToken).ConfigureAwait(false);
            var outcome = OutcomeOf(reader, conversation?.Summary);
            var existing = conversation?.Scores.ToDictionary(static score => score.Id) ?? [];
            List<(int Place, ScoreRecord Record)> given = [];
            foreach (var (score, place) in ofOne)
            {
                if (outcome != TeamOutcome.Done)
                {
                    results[place] = new TeamResult { Outcome = outcome };
                    continue;
                }

                if (string.Equals(score.Name, ScoreRules.Rating, StringComparison.Ordinal))
                {
                    results[place] = await RateAsync(reader, conversation!, score, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                (results[place], var record) = Decide(reader, conversation!, score, existing);
                if (record is not null)
                {
                    existing[record.Id] = record;
                    given.Add((place, record));
                }
            }

            if (outcome == TeamOutcome.Done)
            {
                // With no records, those that are unchanged are confirmed.
                await _store.WriteAsync([.. given.Select(static one => one.Record)], cancellationToken).ConfigureAwait(false);
            }

            if (given.Count > 0)
            {
                // A store ignores records of an erased conversation, so this detects an erasure during the write.
                outcome = OutcomeOf(reader: null, await _store.ReadCurrentSummaryAsync(ofOne.Key, PersonalData.None, cancellationToken).ConfigureAwait(false));
                if (outcome != TeamOutcome.Done)
                {
                    given.ForEach(one => results[one.Place] = new TeamResult { Outcome = outcome });
                }
            }
        }

        return results;
    }

    /// <summary>Removes a score. Ratings are removed by <see cref="RevokeRatingAsync"/>; metrics cannot be removed.</summary>
    /// <param name="reader">The reader who removes it.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="scoreId">The score, see <see cref="ScoreView.Id"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    public async ValueTask<TeamResult> RemoveScoreAsync(Reader reader, string conversationId, Guid scoreId, CancellationToken cancellationToken = default)
    {
        var (outcome, conversation) = await FindWholeAsync(reader, conversationId, cancellationToken).ConfigureAwait(false);
        if (outcome != TeamOutcome.Done)
        {
            return new TeamResult { Outcome = outcome };
        }

        return conversation!.Scores.FirstOrDefault(score => score.Id == scoreId) is { } standing
            ? await WriteAsync(standing with { IsRemoved = true, Comment = null, CreatedAt = NextMoment(standing.CreatedAt) }, scoreId, cancellationToken)
                .ConfigureAwait(false)
            : new TeamResult { Outcome = TeamOutcome.NoScore };
    }

    /// <summary>Adds a label to a conversation or a turn. Has no effect if it already has the label.</summary>
    /// <param name="reader">The author.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="turn">The turn; null for the conversation.</param>
    /// <param name="label">The word or phrase, visible to every reader.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    /// <exception cref="ArgumentException"><paramref name="label"/> is null, empty or blank.</exception>
    public ValueTask<TeamResult> AddLabelAsync(
        Reader reader, string conversationId, TurnKey? turn, string label, CancellationToken cancellationToken = default)
        => LabelAsync(reader, conversationId, turn, label, isRemoved: false, cancellationToken);

    /// <summary>Removes a label. Has no effect if there is no such label.</summary>
    /// <inheritdoc cref="AddLabelAsync"/>
    public ValueTask<TeamResult> RemoveLabelAsync(Reader reader, string conversationId, TurnKey? turn, string label,
        CancellationToken cancellationToken = default)
        => LabelAsync(reader, conversationId, turn, label, isRemoved: true, cancellationToken);

    private async ValueTask<TeamResult> LabelAsync(
        Reader reader, string conversationId, TurnKey? turn, string label, bool isRemoved, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        var (outcome, conversation) = await FindWholeAsync(reader, conversationId, cancellationToken).ConfigureAwait(false);
        if (outcome != TeamOutcome.Done)
        {
            return new TeamResult { Outcome = outcome };
        }

        var found = turn is { } key ? TurnOf(conversation!, key) : null;
        if (found is null && turn is not null)
        {
            return new TeamResult { Outcome = TeamOutcome.NoTurn };
        }

        var record = new LabelRecord
        {
            ConversationId = conversationId,
            TurnId = found?.Id,
            Label = Clean(label.Trim())!,
            Author = Clean(reader.Name),
            IsRemoved = isRemoved,
            CreatedAt = default,
        };
        var existing = conversation!.Labels.FirstOrDefault(kept => kept.Id == record.Id);
        return (existing is null) == isRemoved
            ? await UnchangedAsync(cancellationToken).ConfigureAwait(false)
            : await WriteAsync(record with { CreatedAt = NextMoment(existing?.CreatedAt) }, id: null, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<(TeamOutcome Outcome, StoredConversation? Conversation)> FindWholeAsync(
        Reader reader, string conversationId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrEmpty(conversationId);
        if (!reader.Scope.IsAll && await FindAsync(reader, conversationId, cancellationToken).ConfigureAwait(false) is { Outcome: not TeamOutcome.Done } found)
        {
            return (found.Outcome, null); // The time must not reveal the size of a conversation outside the scope.
        }

        var conversation = await _store.ReadCurrentAsync(conversationId, PersonalData.None, cancellationToken).ConfigureAwait(false);
        return (OutcomeOf(reader, conversation?.Summary), conversation);
    }

    // The record is null if the score is refused or already exists.
    private (TeamResult Result, ScoreRecord? Record) Decide(
        Reader reader, StoredConversation conversation, ScoreInput score, Dictionary<Guid, ScoreRecord> existing)
    {
        string name = Clean(score.Name) is { Length: > 0 } given ? given : "";
        var value = score.Value.Category is { } category ? Clean(category) : score.Value;
        if ((name.Length == 0 ? "A score needs a name." : _rules.Refusal(name, value)) is { } refusal)
        {
            return (new TeamResult { Outcome = TeamOutcome.Refused, Refusal = refusal }, null);
        }

        string? comment = string.IsNullOrWhiteSpace(score.Comment) ? null : Clean(score.Comment);
        var (outcome, turnId) = Find(conversation, score);
        outcome = comment is null ? outcome : ForText(outcome, conversation.Summary);
        if (outcome != TeamOutcome.Done)
        {
            return (new TeamResult { Outcome = outcome }, null);
        }

        string? scorer = Clean(score.Scorer ?? (score.Source == ScoreSource.Team ? reader.Name : null));
        string? version = Clean(score.ScorerVersion);
        string? person = score.Scorer is null && score.Source == ScoreSource.Team ? PersonTag.Of(reader) : null;
        var id = ScoreRecord.IdOf(turnId, score.FunctionEventId, score.ModelCallId, name, score.Source, person ?? scorer, version);
        if (person is null && !existing.ContainsKey(id))
        {
            id = existing.Values.FirstOrDefault(IsBySameScorer)?.Id ?? id; // A score that a person gave here is imported under their name.
        }

        var before = existing.GetValueOrDefault(id);
        bool isSame = before is not null && before.Value == value && string.Equals(before.Comment, comment, StringComparison.Ordinal);
        var done = new TeamResult { Outcome = TeamOutcome.Done, Id = id };
        return isSame || score.CreatedAt <= before?.CreatedAt
            ? (done with { IsUnchanged = true }, null)
            : (done, new ScoreRecord
            {
                ConversationId = score.ConversationId,
                Id = id,
                TurnId = turnId,
                FunctionEventId = score.FunctionEventId,
                ModelCallId = score.ModelCallId,
                Name = name,
                Value = value,
                Source = score.Source,
                Scorer = scorer,
                ScorerVersion = version,
                Comment = comment,
                CreatedAt = score.CreatedAt?.ToUniversalTime() ?? NextMoment(before?.CreatedAt),
            });

        bool IsBySameScorer(ScoreRecord given)
            => scorer is not null && given.Source == score.Source && string.Equals(given.Scorer, scorer, StringComparison.Ordinal)
            && string.Equals(given.ScorerVersion, version, StringComparison.Ordinal) && string.Equals(given.Name, name, StringComparison.Ordinal)
            && string.Equals(given.TurnId, turnId, StringComparison.Ordinal)
            && string.Equals(given.FunctionEventId, score.FunctionEventId, StringComparison.Ordinal)
            && string.Equals(given.ModelCallId, score.ModelCallId, StringComparison.Ordinal);
    }

    // A call is scored together with its turn.
    private static (TeamOutcome Outcome, string? TurnId) Find(StoredConversation conversation, ScoreInput score)
    {
        if (score.FunctionEventId is { } function)
        {
            var call = conversation.FunctionEvents.FirstOrDefault(call => string.Equals(call.Id, function, StringComparison.Ordinal));
            return call is null ? (TeamOutcome.NoCall, null) : (TeamOutcome.Done, call.TurnId);
        }

        if (score.ModelCallId is { } model)
        {
            var call = conversation.Logged.OfType<ModelCallRecord>().FirstOrDefault(call => string.Equals(call.ModelCallId, model, StringComparison.Ordinal));
            return call is null ? (TeamOutcome.NoCall, null) : (TeamOutcome.Done, call.TurnId);
        }

        var turn = TurnOf(conversation, score);
        return turn is null && score is not { TurnId: null, TurnOrdinal: null } ? (TeamOutcome.NoTurn, null) : (TeamOutcome.Done, turn?.Id);
    }

    private static TurnRecord? TurnOf(StoredConversation conversation, ScoreInput score)
        => score.TurnOrdinal is { } ordinal ? TurnOf(conversation, ordinal) : score.TurnId is { } id ? TurnOf(conversation, id) : null;

    private async ValueTask<TeamResult> RateAsync(Reader reader, StoredConversation conversation, ScoreInput score, CancellationToken cancellationToken)
    {
        if (score.Value.YesNo is not { } isUp || score.Source is not (ScoreSource.User or ScoreSource.Team)
            || score is not { FunctionEventId: null, ModelCallId: null } || score is { TurnId: null, TurnOrdinal: null })
        {
            return new TeamResult
            {
                Outcome = TeamOutcome.Refused,
                Refusal = "The score rating is yes or no (true or false), of a turn, by the user or the team.",
            };
        }

        if (TurnOf(conversation, score) is not { } turn)
        {
            return new TeamResult { Outcome = TeamOutcome.NoTurn };
        }

        var source = score.Source == ScoreSource.User ? FeedbackSource.User : FeedbackSource.Team;
        var rating = isUp ? FeedbackRating.Like : FeedbackRating.Dislike;
        string? comment = string.IsNullOrWhiteSpace(score.Comment) ? null : Clean(score.Comment);
        if (RatingOf(conversation, turn, source) is { } standing
            && ((standing.Rating == rating && string.Equals(standing.Comment, comment, StringComparison.Ordinal)) || score.CreatedAt <= standing.CreatedAt))
        {
            return await UnchangedAsync(cancellationToken).ConfigureAwait(false);
        }

        return await RateAsync(reader, score.ConversationId, turn.Id, source, rating, comment, reasons: null, cancellationToken).ConfigureAwait(false);
    }
}

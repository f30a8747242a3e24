using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog;

/// <summary>
/// Stores what the team and end users contribute to stored conversations: ratings, scores, labels, improved answers, notes, read marks, assignments.
/// Registered by <c>AddConvLog</c>. Access is controlled by the host;
/// <see cref="Reader.Scope"/> decides which conversations they can change.
/// </summary>
/// <remarks>
/// <para>
/// When a method returns, the change is stored as durably as the store allows. Only stored conversations can be changed, not one whose first records
/// are still queued. A turn is identified by its ID or its ordinal, see <see cref="TurnKey"/>.
/// </para>
/// <para>
/// Texts longer than <see cref="LongestText"/> are truncated with a visible mark, and half of a surrogate pair becomes U+FFFD, as in logged texts. The author
/// is the reader's name. Exceptions of the store propagate: see <see cref="ConversationStoreException"/>.
/// </para>
/// </remarks>
public sealed partial class ConversationTeam
{
    private readonly IConversationStore _store;
    private readonly TimeProvider _time;
    private readonly ScoreRules _rules;
    private readonly Lock _lock = new();
    private DateTimeOffset _lastMoment;

    internal ConversationTeam(IConversationStore store, LogLimits limits, ScoreRules rules, TimeProvider time)
    {
        _rules = rules;
        _store = store;
        _time = time;
        LongestText = limits.TextLength;
    }

    /// <summary>The maximum length of a text in UTF-16 code units: <see cref="LogLimits.TextLength"/>.</summary>
    public int LongestText { get; }

    /// <summary>The team's documents, such as saved views; null if the store does not support them. They must not contain personal data.</summary>
    public ITeamDocumentStore? Documents => _store as ITeamDocumentStore;

    /// <summary>Rates a turn. There is one rating for each turn and source; a new one replaces it, including its comment and reasons.</summary>
    /// <param name="reader">The author.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="source">Whose rating it is: the end user's or the team's.</param>
    /// <param name="rating">The rating.</param>
    /// <param name="comment">The comment; null for none.</param>
    /// <param name="reasons">Reasons from <see cref="Reasons"/>; null for none. If there is any other reason, the rating is refused.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    public async ValueTask<TeamResult> RateAsync(
        Reader reader, string conversationId, TurnKey turn, FeedbackSource source, FeedbackRating rating, string? comment = null,
            IReadOnlyCollection<string>? reasons = null, CancellationToken cancellationToken = default)
    {
        if (reasons?.Select(reason => _rules.Refusal(reason)).FirstOrDefault(static refusal => refusal is not null) is { } refusal)
        {
            return new TeamResult { Outcome = TeamOutcome.Refused, Refusal = refusal };
        }

        foreach (var ahead in s_aheadOfTheClock)
        {
            var (outcome, conversation, found) = await FindTurnAsync(reader, conversationId, turn, cancellationToken).ConfigureAwait(false);
            outcome = string.IsNullOrWhiteSpace(comment) ? outcome : ForText(outcome, conversation?.Summary);
            if (outcome != TeamOutcome.Done)
            {
                return new TeamResult { Outcome = outcome };
            }

            var record = new FeedbackRecord
            {
                ConversationId = conversationId,
                TurnId = found!.Id,
                Source = source,
                Rating = rating,
                Comment = string.IsNullOrWhiteSpace(comment) ? null : Clean(comment),
                Reasons = [.. (reasons ?? []).Distinct(StringComparer.Ordinal)],
                CreatedAt = NextMoment(RatingOf(conversation!, found, source)?.CreatedAt) + ahead,
            };
            if (await WriteFeedbackAsync(record, cancellationToken).ConfigureAwait(false) is { } result)
            {
                return result;
            }
        }

        throw new ConversationStoreException(StoreFault.Refused,
            "An earlier rating was revoked by a host whose clock is more than an hour ahead of this one: set the clocks and rate again.");
    }

    /// <summary>Removes a rating. Has no effect if there is none.</summary>
    /// <param name="reader">The reader who removes it.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="source">Whose rating.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    public async ValueTask<TeamResult> RevokeRatingAsync(Reader reader, string conversationId, TurnKey turn, FeedbackSource source,
        CancellationToken cancellationToken = default)
    {
        var (outcome, conversation, found) = await FindTurnAsync(reader, conversationId, turn, cancellationToken).ConfigureAwait(false);
        if (outcome != TeamOutcome.Done)
        {
            return new TeamResult { Outcome = outcome };
        }

        if (RatingOf(conversation!, found!, source) is not { } standing)
        {
            return await UnchangedAsync(cancellationToken).ConfigureAwait(false);
        }

        var revoked = standing with { Rating = null, Comment = null, ReasonText = null, CreatedAt = NextMoment(standing.CreatedAt) };
        return await WriteAsync(revoked, id: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds an improved answer to a turn, in addition to existing ones.</summary>
    /// <param name="reader">The author.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="improvedAnswer">The answer.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    /// <returns>The result, with the annotation's id.</returns>
    /// <exception cref="ArgumentException"><paramref name="improvedAnswer"/> is null, empty or blank.</exception>
    public async ValueTask<TeamResult> AnnotateAsync(Reader reader, string conversationId, TurnKey turn, string improvedAnswer,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(improvedAnswer);
        var (outcome, conversation, found) = await FindTurnAsync(reader, conversationId, turn, cancellationToken).ConfigureAwait(false);
        outcome = ForText(outcome, conversation?.Summary);
        if (outcome != TeamOutcome.Done)
        {
            return new TeamResult { Outcome = outcome };
        }

        var record = new AnnotationRecord
        {
            ConversationId = conversationId,
            Id = Guid.NewGuid(),
            TurnId = found!.Id,
            ImprovedAnswer = Clean(improvedAnswer)!,
            Author = Clean(reader.Name),
            CreatedAt = NextMoment(),
        };
        return await WriteAsync(record, record.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces an improved answer; the reader becomes its author.</summary>
    /// <param name="reader">The author.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="annotationId">The annotation.</param>
    /// <param name="improvedAnswer">The answer.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    /// <exception cref="ArgumentException"><paramref name="improvedAnswer"/> is null, empty or blank.</exception>
    public ValueTask<TeamResult> ReviseAnnotationAsync(
        Reader reader, string conversationId, TurnKey turn, Guid annotationId, string improvedAnswer, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(improvedAnswer);
        return ReplaceAsync(reader, conversationId, turn, annotationId, standing => standing with { ImprovedAnswer = Clean(improvedAnswer)! },
            cancellationToken);
    }

    /// <summary>Removes an improved answer: it is no longer shown or stored.</summary>
    /// <param name="reader">The reader who removes it.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="annotationId">The annotation.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    public ValueTask<TeamResult> RemoveAnnotationAsync(Reader reader, string conversationId, TurnKey turn, Guid annotationId,
        CancellationToken cancellationToken = default)
        => ReplaceAsync(reader, conversationId, turn, annotationId, static standing => standing with { ImprovedAnswer = "", IsRemoved = true },
            cancellationToken);

    /// <summary>Adds a note to a conversation.</summary>
    /// <param name="reader">The author.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="text">The note.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    /// <returns>The result, with the note's id.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is null, empty or blank.</exception>
    public async ValueTask<TeamResult> AddNoteAsync(Reader reader, string conversationId, string text, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var (outcome, summary) = await FindAsync(reader, conversationId, cancellationToken).ConfigureAwait(false);
        outcome = ForText(outcome, summary);
        if (outcome != TeamOutcome.Done)
        {
            return new TeamResult { Outcome = outcome };
        }

        var record = new NoteRecord { ConversationId = conversationId, Id = Guid.NewGuid(), Text = Clean(text)!, Author = Clean(reader.Name),
            CreatedAt = NextMoment() };
        return await WriteAsync(record, record.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Marks a conversation as read. The first reader's mark is kept.</summary>
    /// <param name="reader">The reader who read it.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    public async ValueTask<TeamResult> MarkReadAsync(Reader reader, string conversationId, CancellationToken cancellationToken = default)
    {
        var (outcome, summary) = await FindAsync(reader, conversationId, cancellationToken).ConfigureAwait(false);
        if (outcome != TeamOutcome.Done)
        {
            return new TeamResult { Outcome = outcome };
        }

        if (summary!.ReadMark is not null)
        {
            return await UnchangedAsync(cancellationToken).ConfigureAwait(false);
        }

        var record = new ReadMarkRecord
        {
            ConversationId = conversationId,
            ReadBy = Clean(reader.Name)!,
            ReadById = PersonTag.Of(reader),
            ReadAt = _time.GetUtcNow(),
        };
        return await WriteAsync(record, id: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the mark that this reader has read a conversation. Has no effect if there is no mark, or if it is another reader's.</summary>
    /// <param name="reader">The reader who read it.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    public async ValueTask<TeamResult> MarkUnreadAsync(Reader reader, string conversationId, CancellationToken cancellationToken = default)
    {
        var (outcome, summary) = await FindAsync(reader, conversationId, cancellationToken).ConfigureAwait(false);
        if (outcome != TeamOutcome.Done)
        {
            return new TeamResult { Outcome = outcome };
        }

        return summary!.ReadMark is { } mark && PersonTag.IsOf(reader, Clean(reader.Name), mark.ReadById, mark.ReadBy)
            ? await WriteAsync(mark with { IsRemoved = true }, id: null, cancellationToken).ConfigureAwait(false)
            : await UnchangedAsync(cancellationToken).ConfigureAwait(false);
    }
}

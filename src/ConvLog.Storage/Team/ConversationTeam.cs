using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog;

/// <summary>
/// Keeps what the team and end users say of stored conversations: ratings, scores, labels, improved answers, notes, read marks, assignments. Registered by
/// <c>AddConvLog</c>. Whether
/// someone may do so is the host's to decide; whose conversations they reach is <see cref="Reader.Scope"/>.
/// </summary>
/// <remarks>
/// <para>
/// When a method returns, the change is stored durably, as far as the store is durable. Only stored conversations can be changed, not one whose first records
/// still wait in the queue. A turn is named by its ID or its ordinal, see <see cref="TurnKey"/>.
/// </para>
/// <para>
/// Texts of more than <see cref="LongestText"/> are cut with a visible mark, and half of a surrogate pair becomes U+FFFD, as in all that is logged. The author
/// is the reader's name. What the store throws passes through: see <see cref="ConversationStoreException"/>.
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

    /// <summary>How many UTF-16 units of a text are kept: <see cref="LogLimits.TextLength"/>.</summary>
    public int LongestText { get; }

    /// <summary>Documents that the team keeps, such as saved views; null where the store keeps none. Nothing personal belongs there.</summary>
    public ITeamDocumentStore? Documents => _store as ITeamDocumentStore;

    /// <summary>Rates a turn. There is one rating for each turn and source: it replaces an earlier one, comment and reasons included.</summary>
    /// <param name="reader">Who says so.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="source">For whom: the end user or the team.</param>
    /// <param name="rating">The rating.</param>
    /// <param name="comment">The comment; null for none.</param>
    /// <param name="reasons">Why, of <see cref="Reasons"/>; null for none. With another one, the rating is refused.</param>
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
                Comment = string.IsNullOrWhiteSpace(comment) ? null : Kept(comment),
                Reasons = [.. (reasons ?? []).Distinct(StringComparer.Ordinal)],
                CreatedAt = NextMoment(RatingOf(conversation!, found, source)?.CreatedAt) + ahead,
            };
            if (await StandsAsync(record, cancellationToken).ConfigureAwait(false) is { } result)
            {
                return result;
            }
        }

        throw new ConversationStoreException(StoreFault.Refused,
            "An earlier rating was revoked by a host whose clock is more than an hour ahead of this one: set the clocks and rate again.");
    }

    /// <summary>Removes a rating. Does nothing where there is none.</summary>
    /// <param name="reader">Who says so.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="source">Whose rating.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    public async ValueTask<TeamResult> RevokeRatingAsync(Reader reader, string conversationId, TurnKey turn, FeedbackSource source,
        CancellationToken cancellationToken = default)
    {
        var (outcome, conversation, found) = await FindTurnAsync(reader, conversationId, turn, cancellationToken).ConfigureAwait(false);
        if (outcome != TeamOutcome.Done || RatingOf(conversation!, found!, source) is not { } standing)
        {
            return new TeamResult { Outcome = outcome };
        }

        var revoked = standing with { Rating = null, Comment = null, ReasonText = null, CreatedAt = NextMoment(standing.CreatedAt) };
        return await WriteAsync(revoked, id: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a better answer for a turn, besides those that are there.</summary>
    /// <param name="reader">Who writes it.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="improvedAnswer">The answer.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    /// <returns>With the annotation's id.</returns>
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
            ImprovedAnswer = Kept(improvedAnswer)!,
            Author = Kept(reader.Name),
            CreatedAt = NextMoment(),
        };
        return await WriteAsync(record, record.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces an improved answer; the reader becomes its author.</summary>
    /// <param name="reader">Who writes it.</param>
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
        return ReplaceAsync(reader, conversationId, turn, annotationId, standing => standing with { ImprovedAnswer = Kept(improvedAnswer)! },
            cancellationToken);
    }

    /// <summary>Takes a better answer back: it is shown nowhere and is not kept.</summary>
    /// <param name="reader">Who does so.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="annotationId">The annotation.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    public ValueTask<TeamResult> RemoveAnnotationAsync(Reader reader, string conversationId, TurnKey turn, Guid annotationId,
        CancellationToken cancellationToken = default)
        => ReplaceAsync(reader, conversationId, turn, annotationId, static standing => standing with { ImprovedAnswer = "", IsRemoved = true },
            cancellationToken);

    /// <summary>Writes a note on a conversation.</summary>
    /// <param name="reader">Who writes it.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="text">The note.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    /// <returns>With the note's id.</returns>
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

        var record = new NoteRecord { ConversationId = conversationId, Id = Guid.NewGuid(), Text = Kept(text)!, Author = Kept(reader.Name),
            CreatedAt = NextMoment() };
        return await WriteAsync(record, record.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Marks a conversation as read. Who read it first stays.</summary>
    /// <param name="reader">Who read it.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    public async ValueTask<TeamResult> MarkReadAsync(Reader reader, string conversationId, CancellationToken cancellationToken = default)
    {
        var (outcome, summary) = await FindAsync(reader, conversationId, cancellationToken).ConfigureAwait(false);
        if (outcome != TeamOutcome.Done || summary!.ReadMark is not null)
        {
            return new TeamResult { Outcome = outcome, IsUnchanged = outcome == TeamOutcome.Done };
        }

        var record = new ReadMarkRecord
        {
            ConversationId = conversationId,
            ReadBy = Kept(reader.Name)!,
            ReadById = PersonTag.Of(reader),
            ReadAt = _time.GetUtcNow(),
        };
        return await WriteAsync(record, id: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Revokes the mark that a reader has read a conversation. Does nothing where somebody else has read it, or nobody.</summary>
    /// <param name="reader">Who read it.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    public async ValueTask<TeamResult> MarkUnreadAsync(Reader reader, string conversationId, CancellationToken cancellationToken = default)
    {
        var (outcome, summary) = await FindAsync(reader, conversationId, cancellationToken).ConfigureAwait(false);
        return outcome == TeamOutcome.Done && summary!.ReadMark is { } mark
            && PersonTag.IsOf(reader, Kept(reader.Name), mark.ReadById, mark.ReadBy)
            ? await WriteAsync(mark with { IsRemoved = true }, id: null, cancellationToken).ConfigureAwait(false)
            : new TeamResult { Outcome = outcome, IsUnchanged = outcome == TeamOutcome.Done };
    }
}

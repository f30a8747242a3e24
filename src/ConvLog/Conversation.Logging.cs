using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Openings;

namespace ConvLog;

public sealed partial class Conversation
{
    /// <summary>Logs the response of an HTTP call, in the current function event, turn or conversation. Never throws.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">The URL. Its query is personal data by default.</param>
    /// <param name="statusCode">The HTTP status code; 0 if there was no response.</param>
    /// <param name="elapsed">The duration of the call.</param>
    /// <param name="errorBody">The body of a response with a status outside 200 to 299; ignored for others. Personal data by default.</param>
    /// <param name="overrideUrl">Logged instead of the URL, to group calls that differ only in an ID: <c>https://crm.example/contacts/{id}</c>.</param>
    /// <param name="isPii">Whether the call is hidden entirely from readers without the permission for personal data.</param>
    /// <param name="fields">Fields to store with it.</param>
    public void LogApiResponse(
        string method,
        string url,
        int statusCode,
        TimeSpan elapsed,
        string? errorBody = null,
        string? overrideUrl = null,
        bool isPii = false,
        params ReadOnlySpan<LogField> fields)
        => _runtime.Responses.Write(
            _runtime.EntryTarget, method, overrideUrl ?? url, statusCode, elapsed, errorBody, bodyCut: null, isPii, isExpected: false, fields.ToArray());

    /// <inheritdoc cref="LogApiResponse(string, string, int, TimeSpan, string?, string?, bool, ReadOnlySpan{LogField})"/>
    /// <remarks>For callers that use C# 12 or earlier, which has no params spans.</remarks>
    public void LogApiResponse(
        string method,
        string url,
        int statusCode,
        TimeSpan elapsed,
        string? errorBody = null,
        string? overrideUrl = null,
        bool isPii = false,
        params LogField[] fields)
        => _runtime.Responses.Write(
            _runtime.EntryTarget, method, overrideUrl ?? url, statusCode, elapsed, errorBody, bodyCut: null, isPii, isExpected: false,
            fields?.AsSpan().ToArray());

    /// <summary>Logs the response of an HTTP call, with the caller deciding whether its status is expected. Never throws.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">The URL. Its query is personal data by default.</param>
    /// <param name="statusCode">The HTTP status code; 0 if there was no response.</param>
    /// <param name="elapsed">The duration of the call.</param>
    /// <param name="isExpected">Whether the status is expected, such as 404 of a look-up, and therefore not a problem. Without this parameter, a missing
    /// response and every status of 400 or above are problems.</param>
    /// <param name="errorBody">The body of a response with a status outside 200 to 299; ignored for others. Personal data by default.</param>
    /// <param name="overrideUrl">Logged instead of the URL, to group calls that differ only in an ID: <c>https://crm.example/contacts/{id}</c>.</param>
    /// <param name="isPii">Whether the call is hidden entirely from readers without the permission for personal data.</param>
    /// <param name="fields">Fields to store with it.</param>
    public void LogApiResponse(
        string method,
        string url,
        int statusCode,
        TimeSpan elapsed,
        bool isExpected,
        string? errorBody = null,
        string? overrideUrl = null,
        bool isPii = false,
        params ReadOnlySpan<LogField> fields)
        => _runtime.Responses.Write(
            _runtime.EntryTarget, method, overrideUrl ?? url, statusCode, elapsed, errorBody, bodyCut: null, isPii, isExpected, fields.ToArray());

    /// <inheritdoc cref="LogApiResponse(string, string, int, TimeSpan, bool, string?, string?, bool, ReadOnlySpan{LogField})"/>
    /// <remarks>For callers that use C# 12 or earlier, which has no params spans.</remarks>
    public void LogApiResponse(
        string method,
        string url,
        int statusCode,
        TimeSpan elapsed,
        bool isExpected,
        string? errorBody = null,
        string? overrideUrl = null,
        bool isPii = false,
        params LogField[] fields)
        => _runtime.Responses.Write(
            _runtime.EntryTarget, method, overrideUrl ?? url, statusCode, elapsed, errorBody, bodyCut: null, isPii, isExpected, fields?.AsSpan().ToArray());

    /// <summary>
    /// Logs the response of an HTTP call. The body of a response with a status outside 200 to 299 is buffered for up to 5 s and logged up to the text limit;
    /// the caller can still read it. Never throws.
    /// </summary>
    /// <param name="response">The response.</param>
    /// <param name="elapsed">The duration of the call.</param>
    /// <param name="overrideUrl">Logged instead of the URL, to group calls that differ only in an ID.</param>
    /// <param name="isPii">Whether the call is hidden entirely from readers without the permission for personal data.</param>
    /// <param name="cancellationToken">A token to cancel reading the body; the call is then logged without it.</param>
    public Task LogApiResponseAsync(HttpResponseMessage response, TimeSpan elapsed, string? overrideUrl = null, bool isPii = false,
        CancellationToken cancellationToken = default)
        => HttpResponseLog.WriteAsync(_runtime, response, elapsed, overrideUrl, isPii, isExpected: false, cancellationToken);

    /// <summary>
    /// Logs the response of an HTTP call, with the caller deciding whether its status is expected. Otherwise the same as
    /// <see cref="LogApiResponseAsync(HttpResponseMessage, TimeSpan, string?, bool, CancellationToken)"/>.
    /// </summary>
    /// <param name="response">The response.</param>
    /// <param name="elapsed">The duration of the call.</param>
    /// <param name="isExpected">Whether the status is expected and therefore not a problem.</param>
    /// <param name="overrideUrl">Logged instead of the URL, to group calls that differ only in an ID.</param>
    /// <param name="isPii">Whether the call is hidden entirely from readers without the permission for personal data.</param>
    /// <param name="cancellationToken">A token to cancel reading the body; the call is then logged without it.</param>
    public Task LogApiResponseAsync(HttpResponseMessage response, TimeSpan elapsed, bool isExpected, string? overrideUrl = null, bool isPii = false,
        CancellationToken cancellationToken = default)
        => HttpResponseLog.WriteAsync(_runtime, response, elapsed, overrideUrl, isPii, isExpected, cancellationToken);

    /// <summary>Begins logging an error response from an HTTP client adapter; it is logged once the caller has read its body.</summary>
    /// <returns>The object that receives the body; null if the response was logged without one.</returns>
    internal CapturedBody? BeginApiResponse(
        string method, string url, HttpResponseMessage response, TimeSpan elapsed, bool isExpected, LogField[] fields)
        => _runtime.Responses.Begin(method, url, response, elapsed, isExpected, fields);

    /// <summary>Sets a variable of the conversation's state and logs the change in the current scope.</summary>
    /// <param name="key">The variable's name. Visible.</param>
    /// <param name="value">The value, captured when this method is called. Personal data by default. May be null.</param>
    public void SetState(string key, object? value) => _runtime.Facts.SetState(key, value);

    /// <summary>Removes a variable of the conversation's state and logs the change in the current scope.</summary>
    /// <param name="key">The variable's name.</param>
    public void RemoveState(string key) => _runtime.Facts.RemoveState(key);

    /// <summary>Writes a metric of the conversation, visible to every reader.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="writeOnce">Whether an existing value is kept.</param>
    public void WriteMetric(string name, object? value, bool writeOnce = false) => _runtime.Facts.WriteMetric(name, value, writeOnce);

    /// <summary>Rates a turn. Each source has one rating per turn: a later one replaces it.</summary>
    /// <param name="rating">The rating; null removes an earlier one.</param>
    /// <param name="comment">The user's comment. Personal data by default.</param>
    /// <param name="source">The source of the rating.</param>
    /// <param name="turn">The turn; null for the latest turn of the conversation. That turn can belong to an earlier opening on any host: the store's sink
    /// resolves it. If the conversation has no turn, the store's sink drops the rating, counts it and reports it
    /// (<see cref="SinkDropReason.Refused"/>).</param>
    public void AddFeedback(FeedbackRating? rating, string? comment = null, FeedbackSource source = FeedbackSource.User, Turn? turn = null)
        => _runtime.Judgments.AddFeedback(rating, comment, source, turn);

    /// <summary>Rates a turn and gives reasons; otherwise the same as <see cref="AddFeedback(FeedbackRating?, string?, FeedbackSource, Turn?)"/>.</summary>
    /// <param name="rating">The rating; null removes an earlier one.</param>
    /// <param name="comment">The user's comment. Personal data by default.</param>
    /// <param name="reasons">Reasons out of <see cref="ConvLogOptions.FeedbackReasons"/>; visible. Other reasons are dropped and reported, and the rating is
    /// kept.</param>
    /// <param name="source">The source of the rating.</param>
    /// <param name="turn">The turn; null for the latest turn of the conversation.</param>
    public void AddFeedback(
        FeedbackRating? rating, string? comment, IEnumerable<string> reasons, FeedbackSource source = FeedbackSource.User, Turn? turn = null)
        => _runtime.Judgments.AddFeedback(rating, comment, source, turn, choice: null, reasons);

    /// <summary>Rates a turn of this or an earlier opening, on any host. Each source has one rating per turn: a later one replaces it.</summary>
    /// <param name="turnId">The turn's ID. If the conversation has no such turn when the store's sink resolves it, the rating is dropped, counted and
    /// reported (<see cref="SinkDropReason.Refused"/>).</param>
    /// <param name="rating">The rating; null removes an earlier one.</param>
    /// <param name="comment">The user's comment. Personal data by default.</param>
    /// <param name="source">The source of the rating.</param>
    public void AddTurnFeedback(string turnId, FeedbackRating? rating, string? comment = null, FeedbackSource source = FeedbackSource.User)
        => _runtime.Judgments.AddFeedback(rating, comment, source, turn: null, new TurnChoice(Id: turnId ?? ""));

    /// <inheritdoc cref="AddTurnFeedback(string, FeedbackRating?, string?, FeedbackSource)"/>
    /// <param name="turnOrdinal">The turn's position in the whole conversation, from 1, as shown to readers. If the conversation has no such turn when the
    /// store's sink resolves it, the rating is dropped, counted and reported (<see cref="SinkDropReason.Refused"/>).</param>
    /// <param name="rating">The rating; null removes an earlier one.</param>
    /// <param name="comment">The user's comment. Personal data by default.</param>
    /// <param name="source">The source of the rating.</param>
    public void AddTurnFeedback(int turnOrdinal, FeedbackRating? rating, string? comment = null, FeedbackSource source = FeedbackSource.User)
        => _runtime.Judgments.AddFeedback(rating, comment, source, turn: null, new TurnChoice(Ordinal: turnOrdinal));

    /// <summary>Writes an improved answer to a turn.</summary>
    /// <param name="improvedAnswer">The answer the agent should have given. Personal data by default.</param>
    /// <param name="author">The author.</param>
    /// <param name="turn">The turn; null for the latest turn of the conversation, which can belong to an earlier opening, as with
    /// <see cref="AddFeedback(FeedbackRating?, string?, FeedbackSource, Turn?)"/>.</param>
    public void Annotate(string improvedAnswer, string? author = null, Turn? turn = null) => _runtime.Judgments.Annotate(improvedAnswer, author, turn);

    /// <summary>Writes an improved answer to a turn of this or an earlier opening, on any host.</summary>
    /// <param name="turnId">The turn's ID, as with <see cref="AddTurnFeedback(string, FeedbackRating?, string?, FeedbackSource)"/>.</param>
    /// <param name="improvedAnswer">The answer the agent should have given. Personal data by default.</param>
    /// <param name="author">The author.</param>
    public void AnnotateTurn(string turnId, string improvedAnswer, string? author = null)
        => _runtime.Judgments.Annotate(improvedAnswer, author, turn: null, new TurnChoice(Id: turnId ?? ""));

    /// <summary>Writes an improved answer to a turn of this or an earlier opening, on any host.</summary>
    /// <param name="turnOrdinal">The turn's position in the whole conversation, from 1, as with
    /// <see cref="AddTurnFeedback(int, FeedbackRating?, string?, FeedbackSource)"/>.</param>
    /// <param name="improvedAnswer">The answer the agent should have given. Personal data by default.</param>
    /// <param name="author">The author.</param>
    public void AnnotateTurn(int turnOrdinal, string improvedAnswer, string? author = null)
        => _runtime.Judgments.Annotate(improvedAnswer, author, turn: null, new TurnChoice(Ordinal: turnOrdinal));

    /// <summary>Adds a note of the team to the conversation.</summary>
    /// <param name="text">The note. Personal data by default.</param>
    /// <param name="author">The author.</param>
    public void AddNote(string text, string? author = null) => _runtime.Judgments.AddNote(text, author);

    /// <summary>Scores the conversation as a whole. A later score with the same name, source, scorer and scorer version replaces it. Never throws.</summary>
    /// <param name="name">The name of the score. Visible. The name <c>rating</c> is reserved for thumbs up and down, which belong to turns.</param>
    /// <param name="value">A number, a Boolean or a category. A score without a value, or with one outside <see cref="ConvLogOptions.Scores"/>, is dropped
    /// and reported.</param>
    /// <param name="source">The source of the score.</param>
    /// <param name="comment">An explanation. Personal data by default, as comments on ratings are.</param>
    /// <param name="scorer">The name of the person, model or rule that scores. Visible.</param>
    /// <param name="scorerVersion">The version of the scorer. Visible.</param>
    public void Score(string name, ScoreValue value, ScoreSource source = ScoreSource.Code, string? comment = null, string? scorer = null,
        string? scorerVersion = null)
        => _runtime.Score(default, name, value, source, comment, scorer, scorerVersion);

    /// <summary>Adds a label to the conversation. Does nothing if the conversation has it already. Never throws.</summary>
    /// <param name="label">A word or phrase. Visible.</param>
    /// <param name="author">The author. Visible.</param>
    public void AddLabel(string label, string? author = null) => _runtime.Label(turn: null, label, author, isRemoved: false);

    /// <summary>Removes a label from the conversation. Does nothing if the conversation does not have it. Never throws.</summary>
    /// <param name="label">The label.</param>
    /// <param name="author">The person who removes it. Visible.</param>
    public void RemoveLabel(string label, string? author = null) => _runtime.Label(turn: null, label, author, isRemoved: true);

    /// <summary>A reference to the conversation for objects that may outlive it.</summary>
    internal FlowConversation Flow => _runtime.Self;

    /// <summary>The buffer of the scope that an entry logged now in this flow belongs to.</summary>
    internal EntryBuffer CurrentBuffer => _runtime.EntryTarget.Buffer;

    /// <summary>Logs an entry whose logging was deferred. Never throws.</summary>
    /// <param name="place">The <see cref="CurrentBuffer"/> at that time; null if it is no longer in memory.</param>
    /// <param name="placeId">The ID of its event or turn; null if it has none.</param>
    /// <param name="at">The time when it was logged.</param>
    /// <param name="level">Its level.</param>
    /// <param name="message">The message.</param>
    /// <param name="isPii">Whether the whole entry is personal data.</param>
    /// <param name="fields">The fields.</param>
    internal void LogLater(
        EntryBuffer? place, string? placeId, DateTimeOffset at, EntryLevel level, string? message, bool isPii, ReadOnlySpan<LogField> fields)
    {
        // A place of an earlier opening is not part of this one.
        var (buffer, after) = place is null || place.Writer != _runtime.Writer ? (_runtime.Own, placeId) : place.Owner switch
        {
            FunctionEvent { IsOpen: false } call => (call.Turn?.Buffer ?? _runtime.Own, call.Id),
            Turn { IsOpen: false } turn => (place, turn.Id),
            _ => (place, null),
        };
        _runtime.Write(buffer, level, message, fields.ToArray(), isPii, exception: null, after, at.UtcTicks);
    }
}

using ConvLog.Functions;
using ConvLog.Openings;

namespace ConvLog;

public sealed partial class Conversation
{
    /// <summary>Logs the response of an HTTP call beside the entries of what is current. Never throws.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">The URL. Its query is personal data by default.</param>
    /// <param name="statusCode">The HTTP status code; 0 where there was no response.</param>
    /// <param name="elapsed">How long the call took.</param>
    /// <param name="errorBody">The body of a response outside 200 to 299; ignored for others. Personal data by default.</param>
    /// <param name="overrideUrl">Logged in the URL's place, to group calls that differ in an id: <c>https://crm.example/contacts/{id}</c>.</param>
    /// <param name="isPii">Whether readers without the permission must not see that the call was made.</param>
    /// <param name="fields">Fields to keep with it.</param>
    public void LogApiResponse(
        string method,
        string url,
        int statusCode,
        TimeSpan elapsed,
        string? errorBody = null,
        string? overrideUrl = null,
        bool isPii = false,
        params ReadOnlySpan<LogField> fields)
        => _runtime.WriteApiResponse(method, overrideUrl ?? url, statusCode, elapsed, errorBody, isPii, isExpected: false, fields.ToArray());

    /// <inheritdoc cref="LogApiResponse(string, string, int, TimeSpan, string?, string?, bool, ReadOnlySpan{LogField})"/>
    /// <remarks>For callers on C# 12, which has no params spans.</remarks>
    public void LogApiResponse(
        string method,
        string url,
        int statusCode,
        TimeSpan elapsed,
        string? errorBody = null,
        string? overrideUrl = null,
        bool isPii = false,
        params LogField[] fields)
        => _runtime.WriteApiResponse(method, overrideUrl ?? url, statusCode, elapsed, errorBody, isPii, isExpected: false, fields?.AsSpan().ToArray());

    /// <summary>Logs the response of an HTTP call of which the caller says whether it expects this status. Never throws.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">The URL. Its query is personal data by default.</param>
    /// <param name="statusCode">The HTTP status code; 0 where there was no response.</param>
    /// <param name="elapsed">How long the call took.</param>
    /// <param name="isExpected">Whether the status is part of the function's normal course, such as 404 of a look-up: it is no problem then. By default, no
    /// response and every status from 400 on are problems.</param>
    /// <param name="errorBody">The body of a response outside 200 to 299; ignored for others. Personal data by default.</param>
    /// <param name="overrideUrl">Logged in the URL's place, to group calls that differ in an id: <c>https://crm.example/contacts/{id}</c>.</param>
    /// <param name="isPii">Whether readers without the permission must not see that the call was made.</param>
    /// <param name="fields">Fields to keep with it.</param>
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
        => _runtime.WriteApiResponse(method, overrideUrl ?? url, statusCode, elapsed, errorBody, isPii, isExpected, fields.ToArray());

    /// <inheritdoc cref="LogApiResponse(string, string, int, TimeSpan, bool, string?, string?, bool, ReadOnlySpan{LogField})"/>
    /// <remarks>For callers on C# 12, which has no params spans.</remarks>
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
        => _runtime.WriteApiResponse(method, overrideUrl ?? url, statusCode, elapsed, errorBody, isPii, isExpected, fields?.AsSpan().ToArray());

    /// <summary>
    /// Logs the response of an HTTP call. The body of one outside 200 to 299 is buffered for up to 5 s and logged up to the text limit; it stays readable for
    /// the caller. Never throws.
    /// </summary>
    /// <param name="response">The response.</param>
    /// <param name="elapsed">How long the call took.</param>
    /// <param name="overrideUrl">Logged in the URL's place, to group calls that differ in an id.</param>
    /// <param name="isPii">Whether readers without the permission must not see that the call was made.</param>
    /// <param name="cancellationToken">A token to cancel reading the body; the call is logged without it.</param>
    public Task LogApiResponseAsync(HttpResponseMessage response, TimeSpan elapsed, string? overrideUrl = null, bool isPii = false,
        CancellationToken cancellationToken = default)
        => HttpResponseLog.WriteAsync(_runtime, response, elapsed, overrideUrl, isPii, isExpected: false, cancellationToken);

    /// <summary>
    /// Logs the response of an HTTP call of which the caller says whether it expects this status. Otherwise as
    /// <see cref="LogApiResponseAsync(HttpResponseMessage, TimeSpan, string?, bool, CancellationToken)"/>.
    /// </summary>
    /// <param name="response">The response.</param>
    /// <param name="elapsed">How long the call took.</param>
    /// <param name="isExpected">Whether the status is part of the function's normal course: it is no problem then.</param>
    /// <param name="overrideUrl">Logged in the URL's place, to group calls that differ in an id.</param>
    /// <param name="isPii">Whether readers without the permission must not see that the call was made.</param>
    /// <param name="cancellationToken">A token to cancel reading the body; the call is logged without it.</param>
    public Task LogApiResponseAsync(HttpResponseMessage response, TimeSpan elapsed, bool isExpected, string? overrideUrl = null, bool isPii = false,
        CancellationToken cancellationToken = default)
        => HttpResponseLog.WriteAsync(_runtime, response, elapsed, overrideUrl, isPii, isExpected, cancellationToken);

    /// <summary>Logs an error as an adapter of an HTTP client knows it, once its caller has read its body.</summary>
    /// <returns>What takes the body; null where the response is logged, without one.</returns>
    internal CapturedBody? BeginApiResponse(
        string method, string url, HttpResponseMessage response, TimeSpan elapsed, bool isExpected, LogField[] fields)
        => _runtime.BeginApiResponse(method, url, response, elapsed, isExpected, fields);

    /// <summary>Sets a variable of the conversation's state; the change is logged where it happens.</summary>
    /// <param name="key">The variable's name. Visible.</param>
    /// <param name="value">Its value, captured now. Personal data by default. Null is a value.</param>
    public void SetState(string key, object? value) => _runtime.SetState(key, value);

    /// <summary>Removes a variable of the conversation's state; the change is logged where it happens.</summary>
    /// <param name="key">The variable's name.</param>
    public void RemoveState(string key) => _runtime.RemoveState(key);

    /// <summary>Writes a metric of the conversation. Visible to every reader.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="writeOnce">Whether a value that is there already stays.</param>
    public void WriteMetric(string name, object? value, bool writeOnce = false) => _runtime.WriteMetric(name, value, writeOnce);

    /// <summary>Rates a turn. There is one rating per turn and source: a later one replaces it.</summary>
    /// <param name="rating">The rating; null revokes an earlier one.</param>
    /// <param name="comment">The user's comment. Personal data by default.</param>
    /// <param name="source">Who rates.</param>
    /// <param name="turn">The turn; null for the latest of the conversation. That can be one of an earlier opening, by any host: the sink of a store finds it.
    /// Where the conversation has no turn, the rating is dropped, counted and reported there (<see cref="SinkDropReason.Refused"/>).</param>
    public void AddFeedback(FeedbackRating? rating, string? comment = null, FeedbackSource source = FeedbackSource.User, Turn? turn = null)
        => _runtime.AddFeedback(rating, comment, source, turn);

    /// <summary>Rates a turn and gives reasons; otherwise as <see cref="AddFeedback(FeedbackRating?, string?, FeedbackSource, Turn?)"/>.</summary>
    /// <param name="rating">The rating; null revokes an earlier one.</param>
    /// <param name="comment">The user's comment. Personal data by default.</param>
    /// <param name="reasons">Why, of <see cref="ConvLogOptions.FeedbackReasons"/>; visible. Others are dropped and reported, and the rating is kept.</param>
    /// <param name="source">Who rates.</param>
    /// <param name="turn">The turn; null for the latest of the conversation.</param>
    public void AddFeedback(
        FeedbackRating? rating, string? comment, IEnumerable<string> reasons, FeedbackSource source = FeedbackSource.User, Turn? turn = null)
        => _runtime.AddFeedback(rating, comment, source, turn, choice: null, reasons);

    /// <summary>Rates a turn of this or an earlier opening, by any host. There is one rating per turn and source: a later one replaces it.</summary>
    /// <param name="turnId">The turn's ID. One that the conversation does not have when the sink of a store looks for it is dropped, counted and reported there
    /// (<see cref="SinkDropReason.Refused"/>).</param>
    /// <param name="rating">The rating; null revokes an earlier one.</param>
    /// <param name="comment">The user's comment. Personal data by default.</param>
    /// <param name="source">Who rates.</param>
    public void AddTurnFeedback(string turnId, FeedbackRating? rating, string? comment = null, FeedbackSource source = FeedbackSource.User)
        => _runtime.AddFeedback(rating, comment, source, turn: null, new TurnChoice(Id: turnId ?? ""));

    /// <inheritdoc cref="AddTurnFeedback(string, FeedbackRating?, string?, FeedbackSource)"/>
    /// <param name="turnOrdinal">The turn's place in the whole conversation, from 1, as readers see it. One that the conversation does not have when the sink
    /// of a store looks for it is dropped, counted and reported there (<see cref="SinkDropReason.Refused"/>).</param>
    /// <param name="rating">The rating; null revokes an earlier one.</param>
    /// <param name="comment">The user's comment. Personal data by default.</param>
    /// <param name="source">Who rates.</param>
    public void AddTurnFeedback(int turnOrdinal, FeedbackRating? rating, string? comment = null, FeedbackSource source = FeedbackSource.User)
        => _runtime.AddFeedback(rating, comment, source, turn: null, new TurnChoice(Ordinal: turnOrdinal));

    /// <summary>Writes a better answer to a turn.</summary>
    /// <param name="improvedAnswer">The answer the agent should have given. Personal data by default.</param>
    /// <param name="author">Who writes it.</param>
    /// <param name="turn">The turn; null for the latest of the conversation, which can be one of an earlier opening, as with
    /// <see cref="AddFeedback(FeedbackRating?, string?, FeedbackSource, Turn?)"/>.</param>
    public void Annotate(string improvedAnswer, string? author = null, Turn? turn = null) => _runtime.Annotate(improvedAnswer, author, turn);

    /// <summary>Writes a better answer to a turn of this or an earlier opening, by any host.</summary>
    /// <param name="turnId">The turn's ID, as with <see cref="AddTurnFeedback(string, FeedbackRating?, string?, FeedbackSource)"/>.</param>
    /// <param name="improvedAnswer">The answer the agent should have given. Personal data by default.</param>
    /// <param name="author">Who writes it.</param>
    public void AnnotateTurn(string turnId, string improvedAnswer, string? author = null)
        => _runtime.Annotate(improvedAnswer, author, turn: null, new TurnChoice(Id: turnId ?? ""));

    /// <summary>Writes a better answer to a turn of this or an earlier opening, by any host.</summary>
    /// <param name="turnOrdinal">The turn's place in the whole conversation, from 1, as with
    /// <see cref="AddTurnFeedback(int, FeedbackRating?, string?, FeedbackSource)"/>.</param>
    /// <param name="improvedAnswer">The answer the agent should have given. Personal data by default.</param>
    /// <param name="author">Who writes it.</param>
    public void AnnotateTurn(int turnOrdinal, string improvedAnswer, string? author = null)
        => _runtime.Annotate(improvedAnswer, author, turn: null, new TurnChoice(Ordinal: turnOrdinal));

    /// <summary>Writes a note of the team on the conversation.</summary>
    /// <param name="text">The note. Personal data by default.</param>
    /// <param name="author">Who writes it.</param>
    public void AddNote(string text, string? author = null) => _runtime.AddNote(text, author);

    /// <summary>Scores the conversation as a whole. A later score of the same name, source, scorer and version replaces it. Never throws.</summary>
    /// <param name="name">What it measures. Visible. The name <c>rating</c> is that of thumbs up and down, which a turn has.</param>
    /// <param name="value">A number, yes or no, or a category. One without a value, or outside of <see cref="ConvLogOptions.Scores"/>, is dropped and
    /// reported.</param>
    /// <param name="source">Who gives it.</param>
    /// <param name="comment">Why. Personal data by default, as comments on ratings are.</param>
    /// <param name="scorer">The name of the person, model or rule that gives it. Visible.</param>
    /// <param name="scorerVersion">The version of the scorer. Visible.</param>
    public void Score(string name, ScoreValue value, ScoreSource source = ScoreSource.Code, string? comment = null, string? scorer = null,
        string? scorerVersion = null)
        => _runtime.Score(default, name, value, source, comment, scorer, scorerVersion);

    /// <summary>Puts a label on the conversation. Does nothing where it has it. Never throws.</summary>
    /// <param name="label">A word or phrase, which everyone may see.</param>
    /// <param name="author">Who puts it there. Visible.</param>
    public void AddLabel(string label, string? author = null) => _runtime.Label(turn: null, label, author, isRemoved: false);

    /// <summary>Removes a label from the conversation. Does nothing where it does not have it. Never throws.</summary>
    /// <param name="label">The label.</param>
    /// <param name="author">Who removes it. Visible.</param>
    public void RemoveLabel(string label, string? author = null) => _runtime.Label(turn: null, label, author, isRemoved: true);
}

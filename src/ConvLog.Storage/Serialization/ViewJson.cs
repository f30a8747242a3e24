using System.Text.Json;
using ConvLog.Records;
using ConvLog.Storage.Serialization.Views;

namespace ConvLog.Serialization;

/// <summary>
/// Views as JSON in ConvLog's own format: snake_case throughout, times in ISO 8601 and UTC, durations in milliseconds, and custom fields separate from the
/// standard properties of an entry. For the format of the compatible API see <see cref="ConversationJson"/>.
/// </summary>
/// <remarks>
/// Each object that can contain personal data ends with <c>pii_fields</c>: the names of its personal values, masked or not, in ordinal order. A property is
/// listed by its name, a key of <c>fields</c> by the key, and keys of other objects with the object's name as a prefix: <c>arguments.email</c>,
/// <c>attributes.tier</c>.
/// </remarks>
public static class ViewJson
{
    /// <summary>The format of times in all of this JSON: ISO 8601 in UTC, always with six decimals and a Z, which data tools recognize as a time.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Writes the summary of a conversation.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="conversation">The conversation.</param>
    public static void Write(Utf8JsonWriter writer, ConversationSummaryView conversation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(conversation);
        ConversationViewJson.Write(writer, conversation);
    }

    /// <summary>
    /// Writes a page of a list: <c>{"conversations":[…],"next_cursor":…,"total":…,"search_stopped":…,"searched_from":…}</c>; <c>total</c> is omitted if it was
    /// not requested, <c>searched_from</c> without a text search. <c>"complete":false</c> comes last if the list is not up to date.
    /// </summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="page">The page.</param>
    public static void Write(Utf8JsonWriter writer, ConversationPage page)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(page);
        ConversationViewJson.Write(writer, page);
    }

    /// <summary>Writes a whole conversation: its summary, its turns, and the calls, logs and notes outside of them.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="conversation">The conversation.</param>
    public static void Write(Utf8JsonWriter writer, ConversationView conversation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(conversation);
        ConversationViewJson.Write(writer, conversation);
    }

    /// <summary>Writes one turn.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="turn">The turn.</param>
    public static void Write(Utf8JsonWriter writer, TurnView turn)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(turn);
        TurnViewJson.Write(writer, turn);
    }

    /// <summary>Writes one function event.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="call">The event.</param>
    public static void Write(Utf8JsonWriter writer, FunctionEventView call)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(call);
        FunctionEventViewJson.Write(writer, call);
    }

    /// <summary>Writes one model call.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="call">The model call.</param>
    public static void Write(Utf8JsonWriter writer, ModelCallView call)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(call);
        ModelCallViewJson.Write(writer, call);
    }

    /// <summary>Writes one message to or from a language model.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="message">The message.</param>
    public static void Write(Utf8JsonWriter writer, ModelMessageView message)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(message);
        ModelCallViewJson.Write(writer, message);
    }

    /// <summary>Writes one entry.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="entry">The entry.</param>
    public static void Write(Utf8JsonWriter writer, EntryView entry)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(entry);
        LogViewJson.Write(writer, entry);
    }

    /// <summary>Writes one API response.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="response">The response.</param>
    public static void Write(Utf8JsonWriter writer, ApiResponseView response)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(response);
        LogViewJson.Write(writer, response);
    }

    /// <summary>Writes an entry or an API response with the scope in which it was logged: <c>entry</c> or <c>api_response</c> is null.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="logged">The entry or API response.</param>
    public static void Write(Utf8JsonWriter writer, LoggedView logged)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(logged);
        LogViewJson.Write(writer, logged);
    }

    /// <summary>Writes a page of a log: <c>{"entries":[…],"next_cursor":…}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="page">The page.</param>
    public static void Write(Utf8JsonWriter writer, LogPage page)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(page);
        LogViewJson.Write(writer, page);
    }

    /// <summary>Writes one rating.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="feedback">The rating.</param>
    public static void Write(Utf8JsonWriter writer, FeedbackView feedback)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(feedback);
        FeedbackViewJson.Write(writer, feedback);
    }

    /// <summary>Writes one improved answer.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="annotation">The improved answer.</param>
    public static void Write(Utf8JsonWriter writer, AnnotationView annotation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(annotation);
        AnnotationViewJson.Write(writer, annotation);
    }

    /// <summary>Writes a rating with its turn: <c>question</c> is the user's input, <c>answer</c> the agent's response.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="rated">The rating.</param>
    public static void Write(Utf8JsonWriter writer, RatedTurn rated)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(rated);
        FeedbackViewJson.Write(writer, rated);
    }

    /// <summary>Writes an improved answer with its turn: <c>question</c> is the user's input, <c>answer</c> the agent's response.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="annotated">The improved answer.</param>
    public static void Write(Utf8JsonWriter writer, AnnotatedTurn annotated)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(annotated);
        AnnotationViewJson.Write(writer, annotated);
    }

    /// <summary>Writes a list of ratings: <c>{"feedback":[…],"next_cursor":…,"search_stopped":…}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="page">The page.</param>
    public static void Write(Utf8JsonWriter writer, FeedbackPage page)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(page);
        FeedbackViewJson.Write(writer, page);
    }

    /// <summary>Writes a list of improved answers: <c>{"annotations":[…],"next_cursor":…,"search_stopped":…}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="page">The page.</param>
    public static void Write(Utf8JsonWriter writer, AnnotationPage page)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(page);
        AnnotationViewJson.Write(writer, page);
    }

    /// <summary>Writes one score.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="score">The score.</param>
    public static void Write(Utf8JsonWriter writer, ScoreView score)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(score);
        ScoreViewJson.Write(writer, score);
    }

    /// <summary>Writes one end user.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="user">The user.</param>
    public static void Write(Utf8JsonWriter writer, UserView user)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(user);
        UserViewJson.Write(writer, user);
    }

    /// <summary>Writes a list of end users: <c>{"users":[…],"next_cursor":…}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="page">The page.</param>
    public static void Write(Utf8JsonWriter writer, UserPage page)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(page);
        UserViewJson.Write(writer, page);
    }

    /// <summary>
    /// Writes a live event: <c>{"conversation_id":…,"agent_id":…,"turn":…,"turn_id":…,"function_event_id":…,"function":…,"entry":…,"api_response":…}</c>, where
    /// <c>entry</c> or <c>api_response</c> is null and <c>turn</c> is the turn's ordinal, null outside turns; or the summary of the conversation.
    /// </summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="told">The event.</param>
    public static void Write(Utf8JsonWriter writer, LiveEvent told)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(told);
        LiveEventJson.Write(writer, told);
    }

    /// <summary>
    /// Writes <c>"complete":false</c> for a result that is not up to date, see <see cref="Storage.StoredPage.IsComplete"/>; otherwise writes no property.
    /// </summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="isComplete">Whether the result is complete.</param>
    public static void WriteComplete(Utf8JsonWriter writer, bool isComplete)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ViewWriting.WriteComplete(writer, isComplete);
    }

    /// <summary>Writes a time in <see cref="TimeFormat"/>. Digits below a microsecond are omitted.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="name">The property's name.</param>
    /// <param name="time">The time; null is written as null.</param>
    /// <param name="roundsUp">Whether to round up to the next microsecond: for a time since which a result is complete, which must not claim more.</param>
    public static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time, bool roundsUp = false)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (roundsUp)
        {
            writer.WriteTimeRoundedUp(name, time);
        }
        else
        {
            writer.WriteTime(name, time);
        }
    }
}

using System.Globalization;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Serialization;

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
public static partial class ViewJson
{
    /// <summary>Writes one entry.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="entry">The entry.</param>
    public static void Write(Utf8JsonWriter writer, EntryView entry)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(entry);
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("id", entry.Id);
        writer.WriteString("level", EntryJson.LevelName(entry.Level));
        writer.WriteString("content", entry.Content);
        writer.WriteBoolean("is_pii", entry.IsPii);
        WriteTime(writer, "timestamp", entry.Timestamp);
        writer.WriteString("logger", entry.Logger);
        personal.Write(writer, "fields", entry.Fields, prefix: "");
        personal.End(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes one API response.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="response">The response.</param>
    public static void Write(Utf8JsonWriter writer, ApiResponseView response)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(response);
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        writer.WriteString("id", response.Id);
        writer.WriteString("method", response.Method);
        personal.Write(writer, "url", response.Url);
        writer.WriteNumber("status_code", response.StatusCode);
        writer.WriteNumber("elapsed_ms", Milliseconds(response.Elapsed));
        personal.Write(writer, "error_body", response.ErrorBody);
        writer.WriteBoolean("is_pii", response.IsPii);
        WriteTime(writer, "timestamp", response.Timestamp);
        personal.Write(writer, "fields", response.Fields, prefix: "");
        if (response.IsExpected)
        {
            writer.WriteBoolean("is_expected", value: true);
        }

        VisibleJson.Span(writer, response.TraceId, response.SpanId);
        personal.End(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes an entry or an API response with the scope in which it was logged: <c>entry</c> or <c>api_response</c> is null.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="logged">The entry or API response.</param>
    public static void Write(Utf8JsonWriter writer, LoggedView logged)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(logged);
        writer.WriteStartObject();
        writer.WriteString("turn_id", logged.TurnId);
        writer.WriteString("function_event_id", logged.FunctionEventId);
        writer.WritePropertyName("entry");
        WriteOrNull(writer, logged.Entry, static (to, entry) => Write(to, entry));
        writer.WritePropertyName("api_response");
        WriteOrNull(writer, logged.ApiResponse, static (to, response) => Write(to, response));
        writer.WriteEndObject();
    }

    /// <summary>Writes one end user.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="user">The user.</param>
    public static void Write(Utf8JsonWriter writer, UserView user)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(user);
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        personal.Write(writer, "user", user.User);
        writer.WriteString("pseudonym", user.Pseudonym);
        writer.WriteNumber("conversations", user.Conversations);
        writer.WriteNumber("problem_conversations", user.ProblemConversations);
        WriteTime(writer, "first_started_at", user.FirstStartedAt);
        WriteTime(writer, "last_started_at", user.LastStartedAt);
        personal.End(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes a list of end users: <c>{"users":[…],"next_cursor":…}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="page">The page.</param>
    public static void Write(Utf8JsonWriter writer, UserPage page)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(page);
        writer.WriteStartObject();
        WriteAll(writer, "users", page.Users, static (to, user) => Write(to, user));
        writer.WriteString("next_cursor", page.Next);
        WriteComplete(writer, page.IsComplete);
        writer.WriteEndObject();
    }

    /// <summary>
    /// Writes <c>"complete":false</c> for a result that is not up to date, see <see cref="Storage.StoredPage.IsComplete"/>; otherwise writes no property.
    /// </summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="isComplete">Whether the result is complete.</param>
    public static void WriteComplete(Utf8JsonWriter writer, bool isComplete)
    {
        if (!isComplete)
        {
            writer.WriteBoolean("complete", false);
        }
    }

    /// <summary>Writes a page of a log: <c>{"entries":[…],"next_cursor":…}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="page">The page.</param>
    public static void Write(Utf8JsonWriter writer, LogPage page)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(page);
        writer.WriteStartObject();
        WriteAll(writer, "entries", page.Logged, static (to, logged) => Write(to, logged));
        writer.WriteString("next_cursor", page.Next);
        writer.WriteEndObject();
    }

    /// <summary>The format of times in all of this JSON: ISO 8601 in UTC, always with six decimals and a Z, which data tools recognize as a time.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Writes a time in <see cref="TimeFormat"/>. Digits below a microsecond are omitted.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="name">The property's name.</param>
    /// <param name="time">The time; null is written as null.</param>
    /// <param name="roundsUp">Whether to round up to the next microsecond: for a time since which a result is complete, which must not claim more.</param>
    public static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time, bool roundsUp = false)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(name);
        if (time is { } known)
        {
            const long Rest = TimeSpan.TicksPerMicrosecond - 1;
            var told = roundsUp && known.UtcTicks <= DateTime.MaxValue.Ticks - Rest ? known.UtcDateTime.AddTicks(Rest) : known.UtcDateTime;
            Span<byte> text = stackalloc byte[32];
            told.TryFormat(text, out int length, TimeFormat, CultureInfo.InvariantCulture);
            writer.WriteStringValue(text[..length]);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);

    private static void WriteMilliseconds(Utf8JsonWriter writer, string name, TimeSpan? duration)
    {
        if (duration is { } known)
        {
            writer.WriteNumber(name, Milliseconds(known));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteAll<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static void WriteOrNull<T>(Utf8JsonWriter writer, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            write(writer, value);
        }
    }
}

using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Storage.Serialization.Views;

/// <summary>Writes end users: those of a list, and those of a conversation.</summary>
internal static class UserViewJson
{
    public static void Write(Utf8JsonWriter writer, UserView user)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        personal.Write(writer, "user", user.User);
        writer.WriteString("pseudonym", user.Pseudonym);
        writer.WriteNumber("conversations", user.Conversations);
        writer.WriteNumber("problem_conversations", user.ProblemConversations);
        writer.WriteTime("first_started_at", user.FirstStartedAt);
        writer.WriteTime("last_started_at", user.LastStartedAt);
        personal.End(writer);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, UserPage page)
    {
        writer.WriteStartObject();
        writer.WriteAll("users", page.Users, Write);
        writer.WriteString("next_cursor", page.Next);
        writer.WriteComplete(page.IsComplete);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ConversationUserView user)
    {
        var personal = default(PersonalNames);
        writer.WriteStartObject();
        personal.Write(writer, "user", user.User);
        writer.WriteString("pseudonym", user.Pseudonym);
        personal.End(writer);
        writer.WriteEndObject();
    }
}

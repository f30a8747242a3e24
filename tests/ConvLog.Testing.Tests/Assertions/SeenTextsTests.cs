using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using ConvLog.Records;

namespace ConvLog.Testing.Tests.Assertions;

/// <summary>Fills everything that a reader gets of a conversation with texts of its own, so that a place that is new is looked at too.</summary>
public class SeenTextsTests
{
    // Made by the library, or hashes: nothing of a person's is in them.
    private static readonly string[] s_made =
    [
        "ParentId", "FunctionEventId", "ModelCallId", "TurnId", "TraceId", "SpanId", "UserPseudonym", "Pseudonym", "TokenHash", "Currency",
        "FunctionEventView.Id", "ModelCallView.Id",
    ];

    private readonly List<string> _texts = [];

    [Fact]
    public void Every_text_of_a_conversation_is_checked()
    {
        var view = (ConversationView)Filled(typeof(ConversationView), "")!;
        var seen = (IEnumerable<string>)typeof(TestConversation).Assembly.GetType("ConvLog.Testing.Assertions.SeenTexts")!
            .GetMethod("Of", [typeof(ConversationView)])!.Invoke(null, [view])!;

        _texts.Should().HaveCountGreaterThan(100);
        _texts.Except(seen, StringComparer.Ordinal).Should().BeEmpty();
    }

    private object? Filled(Type type, string place)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            _texts.Add(place);
            return place;
        }

        if (type == typeof(LogField))
        {
            return (LogField)(place + ".Key", (string)Filled(typeof(string), place)!);
        }

        if (type == typeof(LogFields))
        {
            using var test = new TestConversation();
            return test.Conversation.BeginFunction("f", arguments: new[] { (LogField)Filled(typeof(LogField), place)! }).Arguments;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var item = type.GetGenericArguments()[0];
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
            list.Add(Filled(item, place));
            return list;
        }

        return type.Assembly.GetName().Name is "ConvLog" or "ConvLog.Storage" && !type.IsEnum ? FilledMembers(type, place) : null;
    }

    private object FilledMembers(Type type, string place)
    {
        object filled = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
        {
            string name = field.Name.TrimStart('<').Split('>')[0];
            if (type.GetProperty(name) is null || s_made.Contains(name) || s_made.Contains($"{type.Name}.{name}"))
            {
                continue;
            }

            if (Filled(field.FieldType, $"{place}/{name}") is { } value)
            {
                field.SetValue(filled, value);
            }
        }

        return filled;
    }
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ConvLog.Entries;

internal sealed partial class ValueSnapshot
{
    /// <summary>The properties of a record, an anonymous object or a plain class, each as it is, personal if classified; null of anything else.</summary>
    public LogField[]? Members(object value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!HasShape(value) || types.Describe(value.GetType()) is not { Kind: JsonTypeInfoKind.Object } info)
        {
            return null;
        }

        var classified = types.ClassifiedOf(value.GetType());
        var fields = new List<LogField>(info.Properties.Count);
        foreach (var property in info.Properties)
        {
            if (property.Get is not { } get || property.IsExtensionData)
            {
                continue;
            }

            object? read;
            try
            {
                read = get(value);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                read = new UnreadableMember(e);
            }

            fields.Add(classified?.IsPersonalProperty(property) == true ? LogField.Pii(property.Name, read) : (property.Name, read));
        }

        return [.. fields];
    }

    private void WriteObject(Utf8JsonWriter writer, object value, int depth, ref LossSet losses)
    {
        var info = HasShape(value) ? types.Describe(value.GetType()) : null;
        switch (info?.Kind)
        {
            case JsonTypeInfoKind.Object: WriteProperties(writer, value, info, depth, ref losses); break;
            case JsonTypeInfoKind.None: WriteConverted(writer, value, info, depth, ref losses); break;
            default: writer.WriteStringValue(TypeText(value)); break;
        }
    }

    // A record, an anonymous object, a plain class. Each property is read on its own, so one that throws costs itself alone.
    private void WriteProperties(Utf8JsonWriter writer, object value, JsonTypeInfo info, int depth, ref LossSet losses)
    {
        var classified = types.ClassifiedOf(value.GetType());
        var names = new PropertyNames(limits);
        writer.WriteStartObject();
        foreach (var property in info.Properties)
        {
            if (property.Get is not { } get || property.IsExtensionData)
            {
                continue;
            }

            object? read;
            try
            {
                read = get(value);
            }
            catch (Exception e) when (e is not OutOfMemoryException and not InsufficientExecutionStackException)
            {
                losses.Add(LossReason.Unreadable);
                read = Unreadable(e);
            }

            HoldsPersonalData |= classified?.IsPersonalProperty(property) == true;
            if (!WriteProperty(writer, ref names, property.Name, read, info.Properties.Count, depth, ref losses))
            {
                break;
            }
        }

        writer.WriteEndObject();
    }

    // A type with a converter of its own knows its JSON; we take that and cut it like any other.
    private void WriteConverted(Utf8JsonWriter writer, object value, JsonTypeInfo info, int depth, ref LossSet losses)
    {
        HoldsPersonalData |= types.ClassifiedOf(value.GetType())?.HasAny == true;
        using var document = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(value, info));
        WriteElement(writer, document.RootElement, depth, ref losses);
    }

    /// <summary>
    /// Whether reading the properties is what the author meant. Not so for things that do rather than hold (tasks, streams, delegates, anything disposable)
    /// nor for the platform's own types, whose properties can be costly, endless or secret (an HttpContext).
    /// </summary>
    private static bool HasShape(object value)
        => value is not (Delegate or Task or IDisposable or IAsyncDisposable or System.Reflection.MemberInfo or IServiceProvider)
        && !IsPlatform(value.GetType());

    /// <summary>Whether a type is one of the platform's.</summary>
    public static bool IsPlatform(Type type)
    {
        string? space = type.Namespace;
        return space is not null && (IsIn(space, "System") || IsIn(space, "Microsoft"));
    }

    private static bool IsIn(string space, string root)
        => space.StartsWith(root, StringComparison.Ordinal) && (space.Length == root.Length || space[root.Length] == '.');

    // The platform's values that format themselves (Index, Range, Complex, Ulid's kin) are told by their invariant text, all else by the type's name.
    private static string TypeText(object value) => value is ISpanFormattable text && IsPlatform(value.GetType())
        ? text.ToString(null, System.Globalization.CultureInfo.InvariantCulture)
        : TypeName(value);
}

/// <summary>Stands for a member that threw while it was read, until the entry is captured and counts it.</summary>
/// <param name="Cause">What was thrown.</param>
internal sealed record UnreadableMember(Exception Cause);

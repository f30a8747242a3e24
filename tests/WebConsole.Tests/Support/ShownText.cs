using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace WebConsole.Tests.Support;

/// <summary>The complete content of a view as one text, including members that are added later.</summary>
internal static class ShownText
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_properties = [];

    public static string Of(object view)
    {
        var text = new StringBuilder();
        Append(text, view);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string or Guid or Enum or TimeSpan or System.Text.Json.JsonElement:
                text.Append(value).Append('\n');
                break;
            case IFormattable scalar when value.GetType().Namespace is "System":
                text.Append(scalar.ToString(null, CultureInfo.InvariantCulture)).Append('\n');
                break;
            case IEnumerable items:
                foreach (object? item in items)
                {
                    Append(text, item);
                }

                break;
            default:
                AppendProperties(text, value);
                break;
        }
    }

    private static void AppendProperties(StringBuilder text, object value)
    {
        foreach (var property in s_properties.GetOrAdd(value.GetType(), static type => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static property => property.GetIndexParameters().Length == 0)]))
        {
            Append(text, property.GetValue(value));
        }
    }
}

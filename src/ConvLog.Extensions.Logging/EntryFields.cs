using System.Runtime.InteropServices;

namespace ConvLog.Extensions.Logging;

/// <summary>The fields of one entry, in a buffer that is used again. Not for concurrent use.</summary>
internal sealed class EntryFields
{
    /// <summary>The key under which a state holds its template.</summary>
    public const string TemplateKey = "{OriginalFormat}";

    private const string ScopeKey = "scope";

    private readonly List<LogField> _fields = [];
    private int _own;

    public ReadOnlySpan<LogField> AsSpan() => CollectionsMarshal.AsSpan(_fields);

    public void Clear() => _fields.Clear();

    public void Add(string key, string value) => _fields.Add((key, value));

    public void AddPersonal(string key, object? value)
        => _fields.Add(value is string text ? LogField.Pii(Name(key), text) : LogField.Pii(Name(key), value));

    public void Add(string key, object? value, ConversationLoggerOptions options)
    {
        key = Name(key);
        if (IsVisible(key, value, options) && !ClassifiedTags.IsOne(value))
        {
            _fields.Add((key, value));
        }
        else
        {
            AddPersonal(key, value);
        }
    }

    /// <summary>Says that what is added from here on is of scopes.</summary>
    public void BeginScopes() => _own = _fields.Count;

    /// <summary>Adds the values of a scope. Of those with one key, the message's own counts, else that of the inner scope, which comes later.</summary>
    public void AddScope(object? scope, ConversationLoggerOptions options)
    {
        if (scope is null || IsOfFramework(scope.GetType()))
        {
            return;
        }

        if (scope is IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            foreach (var (key, value) in pairs)
            {
                if (!string.Equals(key, TemplateKey, StringComparison.Ordinal))
                {
                    AddOuter(key, value, options);
                }
            }
        }
        else
        {
            AddOuter(ScopeKey, scope.ToString(), options);
        }
    }

    // A template may say how to capture a value, as {@Guest} and {$Guest} do: the name goes without.
    private static string Name(string key) => key is ['@' or '$', _, ..] ? key[1..] : key;

    private void AddOuter(string key, object? value, ConversationLoggerOptions options)
    {
        key = Name(key);
        int index = _fields.FindIndex(field => string.Equals(field.Key, key, StringComparison.Ordinal));
        if (index >= 0 && index < _own)
        {
            return;
        }

        if (index >= 0)
        {
            _fields.RemoveAt(index);
        }

        Add(key, value, options);
    }

    private static bool IsVisible(string key, object? value, ConversationLoggerOptions options)
    {
        try
        {
            return options.IsVisible(key, value);
        }
        catch (Exception)
        {
            // What cannot be classified is personal.
            return false;
        }
    }

    // Of each request and span, which are logged elsewhere.
    private static bool IsOfFramework(Type scope)
        => scope.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true || scope.Name is "ActivityLogScope";
}

using System.Globalization;
using System.Runtime.InteropServices;

namespace ConvLog.Extensions.Logging;

/// <summary>The fields of one entry, in a reusable buffer. Not thread-safe.</summary>
internal sealed class EntryFields
{
    /// <summary>The key under which a state holds its template.</summary>
    public const string TemplateKey = "{OriginalFormat}";

    /// <summary>The key of a text that may be the message.</summary>
    public const string MessageKey = "message";

    private const string CategoryKey = "category";
    private const string EventKey = "event";
    private const string ScopeKey = "scope";

    private readonly List<LogField> _fields = [];
    private int _own;
    private bool _hasEvent;
    private bool _hasException;

    public ReadOnlySpan<LogField> AsSpan() => CollectionsMarshal.AsSpan(_fields);

    public void Clear() => _fields.Clear();

    /// <summary>Starts an entry with its own fields. Other values with these keys are renamed to <c>field_category</c> and so on.</summary>
    /// <param name="category">The logger's category.</param>
    /// <param name="name">The event's name or number; null if there is none.</param>
    /// <param name="hasException">Whether it has an exception.</param>
    public void Begin(string category, string? name, bool hasException)
    {
        _fields.Clear();
        (_hasEvent, _hasException) = (name is not null, hasException);
        _fields.Add((CategoryKey, category));
        if (name is not null)
        {
            _fields.Add((EventKey, name));
        }
    }

    /// <summary>Adds the event of a logger that stores it among its values.</summary>
    public void AddEvent(string name)
    {
        _hasEvent = true;
        _fields.Add((EventKey, name));
    }

    /// <summary>Adds one of the entry's own fields.</summary>
    public void AddOwn(string key, string value) => _fields.Add(LogField.Pii(key, value));

    /// <summary>Records that values of the message or a scope could not be read.</summary>
    public void AddUnreadable(string key, Exception exception) => _fields.Add((FreeKey(key), $"[unreadable: {exception.GetType().Name}]"));

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

    /// <summary>Marks the start of the scopes' values.</summary>
    public void BeginScopes() => _own = _fields.Count;

    /// <summary>Adds the values of a scope. If a key occurs more than once, the message's value wins, otherwise that of the inner scope, which is added
    /// later.</summary>
    public void AddScope(object? scope, ConversationLoggerOptions options)
    {
        if (scope is null || IsOfFramework(scope.GetType()))
        {
            return;
        }

        try
        {
            ReadScope(scope, options);
        }
        catch (Exception e)
        {
            // Values already read are kept, as are the other scopes.
            AddUnreadable(ScopeKey, e);
        }
    }

    private void ReadScope(object scope, ConversationLoggerOptions options)
    {
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
            Add(FreeKey(ScopeKey), scope.ToString(), options); // Texts have no key of their own: all are kept.
        }
    }

    // A template may specify how to capture a value, as in {@Guest} and {$Guest}: the prefix is removed.
    private string Name(string key)
    {
        key = key is ['@' or '$', _, ..] ? key[1..] : key;
        return IsOwn(key) ? "field_" + key : key;
    }

    private bool IsOwn(string key) => key switch
    {
        CategoryKey or MessageKey => true,
        EventKey => _hasEvent,
        "exception" or "exception_message" or "exception_stack" => _hasException,
        _ => false,
    };

    private string FreeKey(string key)
    {
        string free = key;
        for (int i = 2; _fields.Exists(field => string.Equals(field.Key, free, StringComparison.Ordinal)); i++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{key}_{i}");
        }

        return free;
    }

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
            // If the visibility of a value cannot be determined, the value is personal.
            return false;
        }
    }

    // Scopes of requests and spans, which are logged elsewhere.
    private static bool IsOfFramework(Type scope)
        => scope.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true || scope.Name is "ActivityLogScope";
}

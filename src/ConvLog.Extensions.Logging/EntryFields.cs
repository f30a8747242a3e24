using System.Globalization;
using System.Runtime.InteropServices;

namespace ConvLog.Extensions.Logging;

/// <summary>The fields of one entry, in a buffer that is used again. Not for concurrent use.</summary>
internal sealed class EntryFields
{
    /// <summary>The key under which a state holds its template.</summary>
    public const string TemplateKey = "{OriginalFormat}";

    /// <summary>The key of the text that a message may be.</summary>
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

    /// <summary>Begins an entry with what it says of itself. Values of other authors under these keys are written as <c>field_category</c> and so on.</summary>
    /// <param name="category">The logger's category.</param>
    /// <param name="name">The event's name or number; null for none.</param>
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

    /// <summary>Says the event of a logger that keeps it among its values.</summary>
    public void AddEvent(string name)
    {
        _hasEvent = true;
        _fields.Add((EventKey, name));
    }

    /// <summary>Adds a field of the entry's own.</summary>
    public void AddOwn(string key, string value) => _fields.Add(LogField.Pii(key, value));

    /// <summary>Says that values of the message or a scope could not be read.</summary>
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

    /// <summary>Says that what is added from here on is of scopes.</summary>
    public void BeginScopes() => _own = _fields.Count;

    /// <summary>Adds the values of a scope. Of those with one key, the message's own counts, else that of the inner scope, which comes later.</summary>
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
            // What it gave before that stays, and so do the other scopes.
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
            Add(FreeKey(ScopeKey), scope.ToString(), options); // Texts have no names of their own: all are kept.
        }
    }

    // A template may say how to capture a value, as {@Guest} and {$Guest} do: the name goes without.
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
            // What cannot be classified is personal.
            return false;
        }
    }

    // Of each request and span, which are logged elsewhere.
    private static bool IsOfFramework(Type scope)
        => scope.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true || scope.Name is "ActivityLogScope";
}

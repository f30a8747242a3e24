using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ConvLog.Extensions.Logging;

/// <summary>Creates the logger of each category.</summary>
/// <param name="options">The options.</param>
[ProviderAlias("ConvLog")]
internal sealed class ConversationLoggerProvider(ConversationLoggerOptions options) : ILoggerProvider, ISupportExternalScope
{
    private static readonly string[] s_frameworks = ["Microsoft", "System"];

    private readonly ConcurrentDictionary<string, CategoryLogger> _loggers = new(StringComparer.Ordinal);
    private readonly string[] _categories = [.. options.Categories];

    public IExternalScopeProvider? Scopes { get; private set; }

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, name => new CategoryLogger(this, name, options, Captures(name)));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = options.IncludeScopes ? scopeProvider : null;

    public void Dispose() => _loggers.Clear();

    // ConvLog's own messages about conversations, as with LogToLogger, originate from entries.
    private bool Captures(string category) => !IsIn(category, "ConvLog")
        && (_categories.Length > 0
            ? Array.Exists(_categories, root => IsIn(category, root)) : !Array.Exists(s_frameworks, root => IsIn(category, root)));

    private static bool IsIn(string category, string root)
        => category.StartsWith(root, StringComparison.Ordinal) && (category.Length == root.Length || category[root.Length] == '.');
}

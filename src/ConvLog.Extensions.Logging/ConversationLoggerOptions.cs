using Microsoft.Extensions.Logging;

namespace ConvLog.Extensions.Logging;

/// <summary>Which calls of <see cref="ILogger"/> become entries, and what of them is personal data.</summary>
/// <remarks>
/// In a host with <c>AddConvLogConsole</c>, the section <c>ConvLog:Logging</c> of the configuration follows what the program sets, with the names of these
/// properties. Then <c>services.Configure&lt;ConversationLoggerOptions&gt;(…)</c> follows. A wrong value keeps the host from being built.
/// </remarks>
public sealed class ConversationLoggerOptions
{
    /// <summary>The least level that becomes an entry; default <see cref="LogLevel.Information"/>.</summary>
    public LogLevel MinLevel { get; set; } = LogLevel.Information;

    /// <summary>
    /// The categories that become entries, each with those below it: <c>Shop</c> means <c>Shop</c> and <c>Shop.Orders</c>. Default: empty, for all except
    /// <c>Microsoft</c>, <c>System</c> and <c>ConvLog</c>. Categories of ConvLog never become entries.
    /// </summary>
    public IList<string> Categories { get; } = [];

    /// <summary>Whether the values of scopes become fields; default true. Scopes of ASP.NET Core and of activity tracking never do.</summary>
    public bool IncludeScopes { get; set; } = true;

    /// <summary>
    /// Whether everyone may see a value, by its key and value; default <see cref="IsVisibleByType"/>. Other values are masked. If it throws, the value is
    /// masked. In any case masked are values and objects that data classification (Microsoft.Extensions.Compliance.Abstractions) protects, in the object or a
    /// member of it, and values of buffered calls, of which only a text is left.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<string, object?, bool> IsVisible
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = static (_, value) => IsVisibleByType(value);

    /// <summary>The same options, to be completed for one host.</summary>
    internal ConversationLoggerOptions Copy()
    {
        var copy = new ConversationLoggerOptions { MinLevel = MinLevel, IncludeScopes = IncludeScopes, IsVisible = IsVisible };
        foreach (string category in Categories)
        {
            copy.Categories.Add(category);
        }

        return copy;
    }

    /// <summary>
    /// Whether a value's type is one that seldom holds personal data: null, numbers, booleans, enums, GUIDs, dates and times. A text is masked: the author of
    /// an <see cref="ILogger"/> call did not know that end users would read it.
    /// </summary>
    /// <param name="value">The value.</param>
    public static bool IsVisibleByType(object? value)
        => value switch
        {
            null or int or long or bool or double or decimal => true,
            string => false,
            Enum or Guid or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan => true,
            byte or sbyte or short or ushort or uint or ulong or Int128 or UInt128 or float or Half => true,
            _ => false,
        };
}

using Microsoft.Extensions.Logging;

namespace ConvLog.Extensions.Logging;

/// <summary>Which <see cref="ILogger"/> calls become entries, and which of their values are personal data.</summary>
/// <remarks>
/// In a host with <c>AddConvLogConsole</c>, the section <c>ConvLog:Logging</c> of the configuration is applied after the program's settings, with the names of
/// these properties, followed by <c>services.Configure&lt;ConversationLoggerOptions&gt;(…)</c>. An invalid value makes building the host fail.
/// </remarks>
public sealed class ConversationLoggerOptions
{
    /// <summary>The minimum level; default <see cref="LogLevel.Information"/>.</summary>
    public LogLevel MinLevel { get; set; } = LogLevel.Information;

    /// <summary>
    /// The categories to log, including those below them: <c>Shop</c> includes <c>Shop.Orders</c>. Default: empty, for all except
    /// <c>Microsoft</c>, <c>System</c> and <c>ConvLog</c>. Categories of ConvLog never become entries.
    /// </summary>
    public IList<string> Categories { get; } = [];

    /// <summary>Whether the values of scopes become fields; default true. Scopes of ASP.NET Core and of activity tracking never do.</summary>
    public bool IncludeScopes { get; set; } = true;

    /// <summary>
    /// Whether a value is visible to everyone, by its key and value; default <see cref="IsVisibleByType"/>. Other values are masked. If it throws, the value is
    /// masked. Always masked are values and objects that data classification (Microsoft.Extensions.Compliance.Abstractions) protects, in the object or a
    /// member of it, and values of buffered calls, which are available only as text.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<string, object?, bool> IsVisible
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = static (_, value) => IsVisibleByType(value);

    /// <summary>A copy of the options, to be completed for one host.</summary>
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
    /// Whether a value's type seldom holds personal data: null, numbers, booleans, enums, GUIDs, dates and times. Text is masked, since the author of
    /// an <see cref="ILogger"/> call did not know who would read it.
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

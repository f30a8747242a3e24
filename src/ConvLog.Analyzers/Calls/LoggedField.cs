using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.Calls;

/// <summary>A field in the source of a call.</summary>
/// <param name="site">Its expression: the tuple, the call of LogField.Of, or the initializer of a member.</param>
/// <param name="key">The expression of the key; null if a member's name is the key.</param>
/// <param name="keyText">The key; null if it is not constant.</param>
/// <param name="value">The expression of the value.</param>
/// <param name="isPii">Whether the field is personal.</param>
internal sealed class LoggedField(IOperation site, IOperation? key, string? keyText, IOperation value, bool isPii)
{
    public IOperation Site { get; } = site;

    public IOperation? Key { get; } = key;

    public string? KeyText { get; } = keyText;

    public IOperation Value { get; } = value;

    public bool IsPii { get; } = isPii;
}

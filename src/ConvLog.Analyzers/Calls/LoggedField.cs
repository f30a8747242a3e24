using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.Calls;

/// <summary>A field as it is written in a call.</summary>
/// <param name="site">Where it is written: the tuple, the call of LogField.Of, the initializer of a member.</param>
/// <param name="key">What gives the key; null where a member's name does.</param>
/// <param name="keyText">The key; null where it is not constant.</param>
/// <param name="value">What gives the value.</param>
/// <param name="isPii">Whether the field is personal.</param>
internal sealed class LoggedField(IOperation site, IOperation? key, string? keyText, IOperation value, bool isPii)
{
    public IOperation Site { get; } = site;

    public IOperation? Key { get; } = key;

    public string? KeyText { get; } = keyText;

    public IOperation Value { get; } = value;

    public bool IsPii { get; } = isPii;
}

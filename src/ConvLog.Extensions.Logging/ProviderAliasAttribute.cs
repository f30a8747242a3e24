#if !NET9_0_OR_GREATER
namespace Microsoft.Extensions.Logging;

/// <summary>
/// Before version 9 it is in Microsoft.Extensions.Logging, which the package does not need; the filters of loggers know it by its name, whichever assembly has
/// it.
/// </summary>
/// <param name="alias">What settings call the provider.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ProviderAliasAttribute(string alias) : Attribute
{
    public string Alias { get; } = alias;
}
#endif

#if !NET9_0_OR_GREATER
namespace Microsoft.Extensions.Logging;

/// <summary>
/// Before version 9 it is in Microsoft.Extensions.Logging, which the package does not need. Logging filters recognize it by its name, in any assembly.
/// </summary>
/// <param name="alias">The provider's name in settings.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ProviderAliasAttribute(string alias) : Attribute
{
    public string Alias { get; } = alias;
}
#endif

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>Says that a class's tests, inherited ones included, need more than any server. Where that is not to be had they are skipped visibly.</summary>
/// <param name="needs">What they need.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(ServerNeeds needs) : Attribute
{
    public ServerNeeds Needs => needs;
}

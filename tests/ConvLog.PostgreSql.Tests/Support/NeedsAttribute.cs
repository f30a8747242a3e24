namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>Marks a class whose tests, including inherited ones, need more than a server. Without it they are visibly skipped.</summary>
/// <param name="needs">What they need.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(ServerNeeds needs) : Attribute
{
    public ServerNeeds Needs => needs;
}

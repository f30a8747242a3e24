namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>
/// Names the tests of a class, inherited ones included, that the usual run takes: the others repeat what the same class shows on one server, and run in the
/// long campaign (<see cref="LongCampaign"/>).
/// </summary>
/// <param name="tests">The methods.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsualRunAttribute(params string[] tests) : Attribute
{
    public IReadOnlyList<string> Tests => tests;
}

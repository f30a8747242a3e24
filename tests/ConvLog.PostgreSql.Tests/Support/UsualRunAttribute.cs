namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>
/// Names the tests of a class, including inherited ones, that belong to the usual run: the others repeat what the same class tests on one server, and run in
/// the
/// long campaign (<see cref="LongCampaign"/>).
/// </summary>
/// <param name="tests">The names of the methods.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsualRunAttribute(params string[] tests) : Attribute
{
    public IReadOnlyList<string> Tests => tests;
}

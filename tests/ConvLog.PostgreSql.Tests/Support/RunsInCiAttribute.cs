namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>
/// Names the tests of a class, inherited ones included, that repeat what other tests show: they have the trait of tests that only CI runs
/// (<see cref="CiRun"/>).
/// </summary>
/// <param name="tests">The methods.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RunsInCiAttribute(params string[] tests) : Attribute
{
    public IReadOnlyList<string> Tests => tests;
}

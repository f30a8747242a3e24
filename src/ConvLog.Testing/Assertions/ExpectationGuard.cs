using System.Runtime.CompilerServices;

namespace ConvLog.Testing.Assertions;

/// <summary>Rejects assertions without expectations, which would always hold and are a mistake of the test.</summary>
internal static class ExpectationGuard
{
    public static void ThrowIfNone<T>(T[]? given, [CallerArgumentExpression(nameof(given))] string name = "", [CallerMemberName] string assertion = "")
    {
        ArgumentNullException.ThrowIfNull(given, name);
        if (given.Length == 0)
        {
            throw new ArgumentException($"{assertion} takes at least one of {name}: without any it asserts nothing.", name);
        }
    }
}

using static ConvLog.AspNetCore.ConvLogPermissions;

namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>Every route for users of a host with each kind of sign-in, while their permissions change and after the sign-in has ended.</summary>
public sealed class SignInMatrixTests
{
    private static readonly IReadOnlyList<RouteRow> s_rows = [.. Routes.All.Where(static row => !row.IsOnce && !row.IsAlone)];

    public static TheoryData<SignInKind, bool> Hosts
    {
        get
        {
            var hosts = new TheoryData<SignInKind, bool>();
            foreach (var kind in Enum.GetValues<SignInKind>())
            {
                hosts.Add(kind, true);
                if (CiRun.IsOn)
                {
                    hosts.Add(kind, false);
                }
            }

            return hosts;
        }
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Permissions_always_follow_the_directory(SignInKind kind, bool isRequired)
    {
        await using var host = await SignInHost.StartAsync(kind, isRequired);
        var sent = await host.SignInAsync("ada", "read");
        await ShouldAnswerAsync(host, sent, "with the right to read", static row => Permitted(row, Read));

        host.Change("ada", "read", "pii", "annotate", "manage");
        await ShouldAnswerAsync(host, sent, "with all rights", static row => Permitted(row, All));

        host.Change("ada", "read", "annotate");
        await ShouldAnswerAsync(host, sent, "with some rights taken away", static row => Permitted(row, Read | Annotate));

        host.Remove("ada");
        await ShouldAnswerAsync(host, sent, "removed from the directory", static row => Permitted(row, None));

        sent = await host.SignOutAsync(await host.SignInAsync("ada", "read", "pii", "annotate", "manage"));
        await ShouldAnswerAsync(host, sent, "signed out", host.Refusal);

        sent = host.Expire(await host.SignInAsync("ada", "read", "pii", "annotate", "manage"));
        await ShouldAnswerAsync(host, sent, "after the sign-in has expired", host.Refusal);
    }

    private static int Permitted(RouteRow row, ConvLogPermissions permissions)
        => row.Kind == RouteKind.Open || (permissions.HasFlag(Read) && permissions.HasFlag(row.Needs)) ? row.Ok : 403;

    private static async Task ShouldAnswerAsync(SignInHost host, (string Name, string Value)[] sent, string state, Func<RouteRow, int> expected)
    {
        List<string> wrong = [];
        foreach (var row in s_rows)
        {
            var answer = await MatrixSite.SendAsync(host.Site, row, await RoutePaths.OfAsync(host.Site.Services, row.Path), sent);
            if ((int)answer.Status != expected(row))
            {
                wrong.Add($"{row}: {(int)answer.Status} instead of {expected(row)}");
            }
        }

        wrong.Should().BeEmpty(state);
    }
}

namespace ConvLog.Tests.Entries;

public class ExceptionFieldsTests
{
    [Fact]
    public void An_exception_as_a_field_becomes_type_message_and_stack_under_its_key()
    {
        Exception thrown;
        try
        {
            throw new ArgumentException("Jane Doe", paramName: null, new InvalidOperationException("inner"));
        }
        catch (ArgumentException e)
        {
            thrown = e;
        }

        var entry = Logged.Entry(log => log.Warning("m", ("a", 1), ("cause", thrown), ("b", 2)));

        entry.Fields.Keys.Should().Equal("a", "cause", "cause_message", "cause_stack", "b");
        entry.Fields["cause"].Should().Be("System.ArgumentException");
        entry.Fields["cause_message"].Should().Be("Jane Doe");
        entry.Fields["cause_stack"].Should().BeOfType<string>().Which.Should()
            .Contain(nameof(An_exception_as_a_field_becomes_type_message_and_stack_under_its_key)).And.Contain("inner");
        entry.Fields.Select(field => field.IsPii).Should().Equal(false, false, true, true, false);
        entry.IsPii.Should().BeFalse();
    }

    [Fact]
    public void An_exception_in_a_personal_field_hides_its_type_too()
        => Logged.Entry(log => log.Info("m", LogField.Pii("cause", new InvalidOperationException("x")))).Fields.Select(field => field.IsPii).Should()
            .Equal(true, true, true);

    [Fact]
    public void Several_exceptions_are_recorded_each_under_its_key()
        => Logged.Entry(log => log.Info("m", new InvalidOperationException("1"), ("a", new FormatException("2")), ("b", new TimeoutException("3")))).Fields.Keys
            .Should().Equal("exception", "exception_message", "exception_stack", "a", "a_message", "a_stack", "b", "b_message", "b_stack");

    [Fact]
    public void A_field_of_the_same_key_comes_after_the_exception_and_holds()
        => Logged.Entry(log => log.Error("m", new InvalidOperationException("x"), ("exception", "mine"), ("a", new TimeoutException("y")),
            ("a_message", "mine")))
            .Fields.Where(field => !field.IsPii).Select(field => field.ToString()).Should()
            .Equal("exception=mine", "a=System.TimeoutException", "a_message=mine");

    [Fact]
    public void An_exception_whose_message_and_stack_throw_is_recorded_by_its_type()
    {
        var entry = Logged.Entry(log => log.Error("m", new Unreadable()));

        entry.Fields["exception"].Should().Be(typeof(Unreadable).FullName);
        entry.Fields["exception_message"].Should().Be("[unreadable: NotSupportedException]");
        entry.Fields["exception_stack"].Should().Be("[unreadable: NotSupportedException]");
    }

    [Fact]
    public void An_exception_inside_a_list_is_recorded_by_its_type_only()
        => Logged.Value(new object[] { new InvalidOperationException("Jane"), 1 }).Should().Be("""["System.InvalidOperationException",1]""");

    [Fact]
    public void A_long_message_of_an_exception_is_cut()
        => Logged.Entry(log => log.Error("m", new InvalidOperationException(new string('x', 50))),
            new LogLimits { TextLength = 16 }).Fields["exception_message"]
            .Should().Be(new string('x', 16) + "… [cut, 50 characters]");

    [Fact]
    public void Exceptions_beyond_the_limit_of_fields_are_cut_like_other_fields()
    {
        var fields = Logged.Entry(log => log.Info("m", ("a", 1), ("e", new InvalidOperationException("x"))), new LogLimits { FieldsPerEntry = 2 }).Fields;

        fields.Keys.Should().Equal("a", "e", "fields_cut");
        fields["fields_cut"].Should().Be(2);
    }

    [Fact]
    public void The_keys_of_an_exception_are_the_same_instances_each_time_so_that_they_are_recognised()
    {
        const string key = "failure";
        string[] Keys() => [.. Logged.Entry(log => log.Error("m", new InvalidOperationException("a"), (key, new InvalidOperationException("b")))).Fields.Keys];

        Keys().Zip(Keys()).Should().OnlyContain(static pair => ReferenceEquals(pair.First, pair.Second)).And.HaveCount(6);
    }

    private sealed class Unreadable : Exception
    {
        public override string Message => throw new NotSupportedException("no message");

        public override string ToString() => throw new NotSupportedException("no text");
    }
}

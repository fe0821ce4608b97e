namespace RtmPipeline.Tests.Posts.News.Conformance;

/// <summary>An expectation as the test files write it: a Python expression over the parse.</summary>
internal abstract record PythonExpression;

/// <summary>A string, number, truth value, nothing, or a list of these.</summary>
internal sealed record PythonValue(object? Value) : PythonExpression;

/// <summary>A place in the parse, written one way: <c>entries[0].title_detail.value</c>.</summary>
internal sealed record PythonPath(string Path) : PythonExpression;

/// <summary>A function of one value: <c>len</c>, <c>ord</c>.</summary>
internal sealed record PythonCall(string Function, PythonExpression Argument) : PythonExpression;

/// <summary>Equality, or with "is" identity, which is the same for the values that stand here.</summary>
internal sealed record PythonComparison(PythonExpression Left, bool IsEqual, PythonExpression Right) : PythonExpression;

internal sealed record PythonNot(PythonExpression Inner) : PythonExpression;

internal sealed record PythonAnd(IReadOnlyList<PythonExpression> Parts) : PythonExpression;

internal sealed record PythonOr(IReadOnlyList<PythonExpression> Parts) : PythonExpression;

/// <summary>An expression of a kind that is not understood.</summary>
internal sealed record PythonUnknown(string Text) : PythonExpression;
